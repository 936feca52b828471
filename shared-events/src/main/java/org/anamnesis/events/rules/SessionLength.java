package org.anamnesis.events.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.care.PlanChange.ExtendedSession;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanAdjusted;

/** How long a session may be: as long as the rules say, or as a plan approves beyond. */
public final class SessionLength {

    private SessionLength() {}

    /**
     * An approval of longer sessions.
     *
     * @param evidence the event that gave it
     */
    public record Approval(int minutes, UUID evidence) {

        /** What an adjustment of a plan approves for its episode. It takes the place of an earlier approval. */
        public static Optional<Approval> in(PlanAdjusted event, UUID eventId) {
            return event.changes().stream()
                    .filter(ExtendedSession.class::isInstance)
                    .map(ExtendedSession.class::cast)
                    .reduce((earlier, later) -> later)
                    .map(extension -> new Approval(extension.minutes(), eventId));
        }

        /** What a booking rested on, if it rested on an approval. */
        public static Optional<Approval> of(Grounded booking, int limitMinutes) {
            return booking.grounds().stream()
                    .filter(ground -> ground.check().equals("DURATION"))
                    .flatMap(ground -> ground.evidence().stream())
                    .findFirst()
                    .map(evidence -> new Approval(limitMinutes, evidence));
        }
    }

    /** How many minutes may be booked. */
    public static int limitMinutes(Optional<Approval> approval, RuleProfile rules) {
        return Math.max(minutes(rules), approval.map(Approval::minutes).orElse(0));
    }

    /** Whether a session may be booked for so long. */
    public static Fact withinLimit(Duration booked, Optional<Approval> approval, RuleProfile rules) {
        var minutes = booked.toMinutes();
        var limit = limitMinutes(approval, rules);
        if (minutes > limit) {
            return Fact.fails(minutes + " minutes asked, " + limit + " allowed");
        }
        return limit == minutes(rules)
                ? Fact.holds(minutes + " of " + limit + " minutes")
                : Fact.holds(
                        minutes + " of " + limit + " minutes, which the plan approves",
                        approval.orElseThrow().evidence());
    }

    /** Whether what lasted so long was a session. */
    public static Fact isSession(Duration lasted, RuleProfile rules) {
        var longest = rules.get(Rule.SESSION_LONGEST);
        return Fact.that(
                lasted.isPositive() && lasted.compareTo(longest) <= 0,
                "",
                "a session ends after it starts, within " + Words.exactly(longest));
    }

    private static int minutes(RuleProfile rules) {
        return (int) rules.get(Rule.SESSION_LIMIT).toMinutes();
    }
}
