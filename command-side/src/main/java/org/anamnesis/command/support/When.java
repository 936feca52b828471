package org.anamnesis.command.support;

import java.time.Instant;
import java.util.List;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.Punctuality;

/** When something happened that is being told of. */
public final class When {

    private final Occurred occurred;
    private final Asked asked;

    When(Occurred occurred, Asked asked) {
        this.occurred = occurred;
        this.asked = asked;
    }

    public Occurred occurred() {
        return occurred;
    }

    public Instant at() {
        return occurred.at();
    }

    /** Facts lie in the past. */
    public Finding past() {
        return new Precondition("PAST")
                .unless(Fact.that(!occurred.at().isAfter(asked.at()), "", "it lies in the future"));
    }

    /** Whether it is written down later than the rules want. */
    public List<Flag> lateness() {
        return Punctuality.recorded(occurred.at(), asked.at(), asked.rules()).troubles().stream()
                .map(trouble -> new Flag("LATE_ENTRY", trouble.detail()))
                .toList();
    }
}
