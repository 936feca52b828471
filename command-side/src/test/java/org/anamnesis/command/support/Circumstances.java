package org.anamnesis.command.support;

import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.NOW;

import java.util.EnumSet;
import org.anamnesis.events.access.PurposeOfUse;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.rules.RuleProfile;
import org.anamnesis.events.schema.ShippedRules;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Role;

/** The circumstances in which tests ask. */
public final class Circumstances {

    /** Nobody has chosen any rules. */
    public static final RuleBook HOUSE_BOOK = RuleBook.of(ShippedRules.documents());

    public static final RuleProfile HOUSE_RULES = HOUSE_BOOK.at(NOW);

    private Circumstances() {}

    /** Asked now, by somebody with this role. */
    public static Asked by(Role role) {
        return new Asked(
                new Actor(role.written(), null, EnumSet.of(role), CLINIC),
                role,
                PurposeOfUse.OPERATIONS,
                NOW,
                BERLIN,
                HOUSE_BOOK::at);
    }
}
