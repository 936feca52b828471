package org.anamnesis.standalone.practice;

import org.anamnesis.events.web.Role;

/** Somebody who sends commands. */
record Person(String account, Role role) {

    static final Person RECEPTION = new Person("reception", Role.RECEPTION);
    static final Person RECORDS = new Person("records-officer", Role.RECORDS_OFFICER);
    static final Person PRIVACY = new Person("privacy-officer", Role.PRIVACY_OFFICER);
}
