package org.anamnesis.command.support;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;

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
        var delay = Duration.between(occurred.at(), asked.at());
        return delay.compareTo(asked.rules().lateEntryAfter()) > 0
                ? List.of(new Flag("LATE_ENTRY", "recorded " + words(delay) + " after it happened"))
                : List.of();
    }

    private static String words(Duration delay) {
        return delay.toHours() < 48 ? delay.toHours() + " hours" : delay.toDays() + " days";
    }
}
