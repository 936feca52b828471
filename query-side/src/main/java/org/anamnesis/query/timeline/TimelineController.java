package org.anamnesis.query.timeline;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Flag;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Problem;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.Hindsight;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Span;
import org.anamnesis.query.support.Told.Quote;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers what happened to a client, in words. */
@RestController
class TimelineController {

    private static final Sort ORDER = Sort.by("entry.occurredAt", "position");

    private final TimelineRows rows;
    private final Freshness freshness;
    private final Hindsight hindsight;
    private final Readers readers;
    private final Installation installation;

    TimelineController(
            TimelineRows rows, Freshness freshness, Hindsight hindsight, Readers readers, Installation installation) {
        this.rows = rows;
        this.freshness = freshness;
        this.hindsight = hindsight;
        this.readers = readers;
        this.installation = installation;
    }

    /**
     * Something that happened.
     *
     * @param quotes what was said in somebody's own words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TimelineItem(
            long position,
            UUID eventId,
            String type,
            String kind,
            String title,
            Instant occurredAt,
            Instant recordedAt,
            boolean lateEntry,
            @Nullable UUID sessionId,
            UUID aggregateId,
            List<Quotation> quotes,
            List<Flag> flags) {

        static TimelineItem of(TimelineEntry entry, Look look) {
            return new TimelineItem(
                    entry.position(),
                    entry.eventId(),
                    entry.type(),
                    entry.kind(),
                    entry.title(),
                    entry.occurredAt(),
                    entry.recordedAt(),
                    entry.lateEntry(),
                    entry.sessionId(),
                    entry.aggregateId(),
                    entry.quotes().stream()
                            .flatMap(quote -> Quotation.of(quote, entry.aggregateId(), look))
                            .toList(),
                    entry.flags());
        }
    }

    /** Somebody's own words. */
    record Quotation(String about, String words) {

        static Stream<Quotation> of(Quote quote, UUID aggregateId, Look look) {
            var words = look.words(quote.words(), aggregateId);
            return words == null ? Stream.of() : Stream.of(new Quotation(quote.about(), words));
        }
    }

    /**
     * A client's timeline, by clinical time.
     *
     * @param kinds only entries about these, e.g. {@code SESSION,EXPRESSION}
     * @param from an instant, or a day in the clinic's zone; the stretch is half-open
     * @param knownAt only what was known then: an instant, or the end of a day; now if it is left out
     */
    @GetMapping("/api/v1/clients/{clientId}/timeline")
    ResponseEntity<Page<TimelineItem>> timeline(
            @PathVariable UUID clientId,
            @RequestParam(required = false) @Nullable List<String> kinds,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var look = readers.demand(Readers.RECORD, clientId);
        var most = Listing.limit(limit);
        var wanted = client(look.clinic(), clientId)
                .and(kinds(kinds))
                .and(from(from))
                .and(to(to));
        if (knownAt == null) {
            freshness.await(TimelineFold.VIEW, request);
        } else {
            var last = hindsight.position(knownAt);
            freshness.awaitAll(TimelineFold.VIEW, last);
            wanted = wanted.and((row, query, is) -> is.le(row.get("position"), last));
        }
        var found = rows.findBy(
                        wanted, query -> query.sortBy(ORDER).limit(most + 1).scroll(position(cursor)))
                .map(row -> requireNonNull(row.entry))
                .getContent();
        return Listing.answer(
                found,
                most,
                entry -> new Cursor(entry.occurredAt(), String.valueOf(entry.position())),
                entry -> TimelineItem.of(entry, look));
    }

    private static ScrollPosition position(@Nullable String cursor) {
        if (cursor == null) {
            return ScrollPosition.keyset();
        }
        var last = Cursor.read(cursor);
        return ScrollPosition.forward(Map.of("entry.occurredAt", last.at(), "position", last.number()));
    }

    static Specification<TimelineRow> client(UUID clinic, UUID clientId) {
        return (row, query, is) -> is.and(
                is.equal(row.get("entry").get("clientId"), clientId),
                is.equal(row.get("entry").get("clinic"), clinic));
    }

    private static Specification<TimelineRow> kinds(@Nullable List<String> kinds) {
        if (kinds != null && !TimelineFold.KINDS.containsAll(kinds)) {
            throw Problem.malformed("kinds", "any of " + String.join(", ", TimelineFold.KINDS) + " are expected");
        }
        return (row, query, is) -> kinds == null || kinds.isEmpty()
                ? is.conjunction()
                : row.get("entry").get("kind").in(kinds);
    }

    private Specification<TimelineRow> from(@Nullable String from) {
        return (row, query, is) -> from == null
                ? is.conjunction()
                : is.greaterThanOrEqualTo(
                        row.get("entry").get("occurredAt"), Span.instant("from", from, installation.zone()));
    }

    private Specification<TimelineRow> to(@Nullable String to) {
        return (row, query, is) -> to == null
                ? is.conjunction()
                : is.lessThan(row.get("entry").get("occurredAt"), Span.instant("to", to, installation.zone()));
    }
}
