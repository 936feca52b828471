package org.anamnesis.command.support;

import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.NOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import org.anamnesis.events.access.PurposeOfUse;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Role;

/** The circumstances in which tests ask. */
public final class Circumstances {

    public static final RuleProfile HOUSE_RULES = houseRules();

    private Circumstances() {}

    /** Asked now, by somebody with this role. */
    public static Asked by(Role role) {
        return new Asked(
                new Actor(role.written(), null, EnumSet.of(role), CLINIC),
                role,
                PurposeOfUse.OPERATIONS,
                NOW,
                BERLIN,
                HOUSE_RULES);
    }

    private static RuleProfile houseRules() {
        try {
            return CommandSupport.houseRules();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
