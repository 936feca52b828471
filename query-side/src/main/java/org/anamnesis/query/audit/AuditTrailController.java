package org.anamnesis.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Deviating;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanAdjusted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanReviewed;
import org.anamnesis.events.store.History;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Occasion;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Teller;
import org.anamnesis.query.support.Told.Quote;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers with everything that was ever recorded about a client, in order, read from the history itself. */
@RestController
class AuditTrailController {

    private final History history;
    private final Freshness freshness;
    private final Readers readers;

    AuditTrailController(History history, Freshness freshness, Readers readers) {
        this.history = history;
        this.freshness = freshness;
        this.readers = readers;
    }

    /**
     * An event, under both clocks.
     *
     * @param sequence its place in its aggregate's stream
     * @param actor who did it, in which role, on which request
     * @param onBehalfOf for whom the actor acted, where for somebody else
     * @param purpose of use: what it was done for
     * @param legalBasis the rules that permit that
     * @param correlationId what all that came of one request have in common
     * @param causationId what brought it about: a request, or an event
     * @param what happened, in words
     * @param before what it was before, where something was changed
     * @param after what it is since
     * @param reason why, in somebody's own words
     * @param grounds what the decision rested on
     * @param deviations what departed from what was agreed
     * @param quotes what was said in somebody's own words
     * @param evidence ids of what a change or a review of the plan rests on
     * @param flags what is to be noticed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AuditItem(
            long position,
            UUID eventId,
            String type,
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
            List<Ground> grounds,
            List<Departure> deviations,
            List<Quotation> quotes,
            List<UUID> evidence,
            List<Flag> flags) {}

    /** Somebody's own words. */
    record Quotation(String about, String words) {

        static Stream<Quotation> of(Quote quote, UUID aggregateId, Look look) {
            var words = look.words(quote.words(), aggregateId);
            return words == null ? Stream.of() : Stream.of(new Quotation(quote.about(), words));
        }
    }

    /** A departure from what was agreed, and why. */
    record Departure(String code, @Nullable String reason) {}

    /** The audit trail of a client: every event, oldest first. */
    @GetMapping("/api/v1/compliance/audit-trail")
    ResponseEntity<Page<AuditItem>> auditTrail(
            @RequestParam UUID client,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var look = readers.demand(Readers.RECORD, client);
        var most = Listing.limit(limit);
        var bound = freshness.awaitHistory(request);
        var above = cursor == null ? 0 : Cursor.read(cursor).number();
        return Listing.answer(
                history.ofClient(look.clinic(), client, above, bound, most + 1),
                most,
                recorded -> new Cursor(recorded.recordedAt(), String.valueOf(recorded.position())),
                recorded -> item(recorded, look));
    }

    private static AuditItem item(Recorded<?> recorded, Look look) {
        var told = Teller.tell(recorded);
        var occasion = Occasion.of(recorded);
        return new AuditItem(
                recorded.position(),
                recorded.eventId(),
                recorded.type(),
                recorded.aggregateId(),
                recorded.sequence(),
                occasion.sessionId(),
                occasion.occurredAt(),
                recorded.recordedAt(),
                occasion.lateEntry(),
                recorded.metadata().getOrDefault("actor", ""),
                recorded.metadata().getOrDefault("role", ""),
                recorded.metadata().get("onBehalfOf"),
                recorded.metadata().get("purpose"),
                recorded.metadata().get("legalBasis"),
                recorded.metadata().getOrDefault("requestId", ""),
                recorded.metadata().get("correlationId"),
                recorded.metadata().get("causationId"),
                told.what(),
                told.before(),
                told.after(),
                look.words(told.reason(), recorded.aggregateId()),
                recorded.event() instanceof Grounded event ? event.grounds() : List.of(),
                departures(recorded, look),
                told.quotes().stream()
                        .flatMap(quote -> Quotation.of(quote, recorded.aggregateId(), look))
                        .toList(),
                evidence(recorded.event()),
                occasion.flags());
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

    private static List<Departure> departures(Recorded<?> recorded, Look look) {
        return recorded.event() instanceof Deviating event
                ? event.deviations().stream()
                        .map(each -> new Departure(each.code(), look.words(each.reason(), recorded.aggregateId())))
                        .toList()
                : List.of();
    }
}
