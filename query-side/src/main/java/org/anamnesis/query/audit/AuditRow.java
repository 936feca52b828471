package org.anamnesis.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanAdjusted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanReviewed;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.Departure;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Occasion;
import org.anamnesis.query.support.Teller;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * An event of a client's record, under both clocks, in words.
 *
 * @param sequence its place in its aggregate's stream
 * @param lateEntry whether it was written down later than the rules want
 * @param actor who did it, in which role, on which request
 * @param onBehalfOf for whom the actor acted, where for somebody else
 * @param purpose of use: what it was done for
 * @param legalBasis the rules that permit that
 * @param correlationId what all that came of one request have in common
 * @param causationId what brought it about: a request, or an event
 * @param what happened
 * @param before what it was before, where something was changed
 * @param after what it is since
 * @param reason why, in somebody's own words
 * @param corrects the event that this one puts right
 * @param correctedBy the event by which this one was put right
 * @param grounds what the decision rested on
 * @param deviations what departed from what was agreed
 * @param quotes what was said in somebody's own words
 * @param evidence ids of what a change or a review of the plan rests on
 * @param flags what is to be noticed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditRow(
        long position,
        UUID eventId,
        String type,
        UUID clientId,
        UUID aggregateId,
        long sequence,
        @Nullable UUID sessionId,
        Instant occurredAt,
        Instant recordedAt,
        boolean lateEntry,
        String actor,
        String role,
        @Nullable String onBehalfOf,
        @Nullable String purpose,
        @Nullable String legalBasis,
        String requestId,
        @Nullable String correlationId,
        @Nullable String causationId,
        String what,
        @Nullable String before,
        @Nullable String after,
        @Nullable String reason,
        @Nullable UUID corrects,
        @Nullable UUID correctedBy,
        List<GroundTold> grounds,
        List<Departure> deviations,
        List<Quotation> quotes,
        List<UUID> evidence,
        List<FlagTold> flags)
        implements ReportRow, ConcernsClient {

    /** What a decision rested on, by what it is called and in words. */
    record GroundTold(String check, String label, String basis, String ruleProfile, List<UUID> evidence) {

        static GroundTold of(Ground ground) {
            return new GroundTold(
                    ground.check(),
                    Teller.check(ground.check()),
                    ground.basis(),
                    ground.ruleProfile(),
                    ground.evidence());
        }

        @Override
        public String toString() {
            return label + ": " + basis;
        }
    }

    /** What is to be noticed, by its code and in words. */
    record FlagTold(String code, String label, String detail) {

        static FlagTold of(Flag flag) {
            return new FlagTold(flag.code(), Teller.flag(flag.code()), flag.detail());
        }

        @Override
        public String toString() {
            return label + ": " + detail;
        }
    }

    /** Somebody's own words. */
    record Quotation(String about, String words) {

        @Override
        public String toString() {
            return about + ": " + words;
        }
    }

    static AuditRow of(Recorded<?> recorded, UUID client, Corrections corrections, Look look) {
        var told = Teller.tell(recorded);
        var occasion = Occasion.of(recorded);
        var metadata = recorded.metadata();
        return new AuditRow(
                recorded.position(),
                recorded.eventId(),
                recorded.type(),
                client,
                recorded.aggregateId(),
                recorded.sequence(),
                occasion.sessionId(),
                occasion.occurredAt(),
                recorded.recordedAt(),
                occasion.lateEntry(),
                metadata.getOrDefault("actor", ""),
                metadata.getOrDefault("role", ""),
                metadata.get("onBehalfOf"),
                metadata.get("purpose"),
                metadata.get("legalBasis"),
                metadata.getOrDefault("requestId", ""),
                metadata.get("correlationId"),
                metadata.get("causationId"),
                told.what(),
                told.before(),
                told.after(),
                look.words(told.reason(), recorded.aggregateId()),
                corrections.corrected(recorded.eventId()),
                corrections.correction(recorded.eventId()),
                recorded.event() instanceof Grounded event
                        ? event.grounds().stream().map(GroundTold::of).toList()
                        : List.of(),
                Departure.of(recorded.event(), recorded.aggregateId(), look),
                told.quotes().stream()
                        .flatMap(quote -> {
                            var words = look.words(quote.words(), recorded.aggregateId());
                            return words == null ? Stream.of() : Stream.of(new Quotation(quote.about(), words));
                        })
                        .toList(),
                evidence(recorded.event()),
                occasion.flags().stream().map(FlagTold::of).toList());
    }

    private static List<UUID> evidence(Object event) {
        return switch (event) {
            case PlanAdjusted adjusted -> adjusted.evidence();
            case PlanReviewed reviewed ->
                reviewed.goals().stream()
                        .flatMap(goal -> goal.evidence().stream())
                        .distinct()
                        .toList();
            default -> List.of();
        };
    }

    @Override
    public String key() {
        return String.valueOf(position);
    }

    @Override
    public UUID whose() {
        return clientId;
    }

    @Override
    public Instant took() {
        return occurredAt;
    }
}
