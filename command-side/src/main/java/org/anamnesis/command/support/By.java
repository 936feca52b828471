package org.anamnesis.command.support;

import static java.util.Collections.unmodifiableSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.anamnesis.events.web.Role;

/** Groups of roles as the API's documents name them. */
public final class By {

    /** Those who treat. */
    public static final Set<Role> CLINICIANS = unmodifiableSet(EnumSet.of(Role.CLINICIAN, Role.COVERING_CLINICIAN));

    public static final Set<Role> PRIVACY = unmodifiableSet(EnumSet.of(Role.PRIVACY_OFFICER));

    public static final Set<Role> RECORDS = unmodifiableSet(EnumSet.of(Role.RECORDS_OFFICER));

    public static final Set<Role> RECORDS_AND_RECEPTION =
            unmodifiableSet(EnumSet.of(Role.RECORDS_OFFICER, Role.RECEPTION));

    public static final Set<Role> RECORDS_AND_CLINICIANS = with(CLINICIANS, Role.RECORDS_OFFICER);

    public static final Set<Role> RECEPTION_AND_CLINICIANS = with(CLINICIANS, Role.RECEPTION);

    public static final Set<Role> RECORDS_RECEPTION_AND_CLINICIANS =
            with(RECEPTION_AND_CLINICIANS, Role.RECORDS_OFFICER);

    /** Whoever works here. */
    public static final Set<Role> STAFF =
            Arrays.stream(Role.values()).filter(Role::isOfStaff).collect(toUnmodifiableSet());

    /** Those who look after it that the record is in order. */
    public static final Set<Role> OVERSIGHT =
            unmodifiableSet(EnumSet.of(Role.RECORDS_OFFICER, Role.PRIVACY_OFFICER, Role.AUDITOR));

    /** A policy, and nobody else. */
    public static final Set<Role> THE_PRACTICE_ITSELF = unmodifiableSet(EnumSet.of(Role.SYSTEM));

    private By() {}

    private static Set<Role> with(Set<Role> roles, Role more) {
        var all = EnumSet.copyOf(roles);
        all.add(more);
        return unmodifiableSet(all);
    }
}
