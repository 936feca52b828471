package org.anamnesis.query.schedule;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Problem;
import org.anamnesis.query.schedule.ScheduleEntry.Status;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Span;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers who meets whom, where and when. */
@RestController
class ScheduleController {

    private static final Sort ORDER = Sort.by("entry.starts", "sessionId");

    private final ScheduledSessions sessions;
    private final Freshness freshness;
    private final Readers readers;
    private final Installation installation;

    ScheduleController(ScheduledSessions sessions, Freshness freshness, Readers readers, Installation installation) {
        this.sessions = sessions;
        this.freshness = freshness;
        this.readers = readers;
        this.installation = installation;
    }

    /** A session in the schedule. */
    record ScheduleItem(
            UUID sessionId,
            Instant start,
            Instant end,
            UUID therapistId,
            UUID placeId,
            UUID clientId,
            SessionFormat format,
            Status status)
            implements ConcernsClient {

        @Override
        public UUID whose() {
            return clientId;
        }

        static ScheduleItem of(ScheduleEntry entry) {
            return new ScheduleItem(
                    entry.sessionId(),
                    entry.starts(),
                    entry.ends(),
                    entry.therapistId(),
                    entry.placeId(),
                    entry.clientId(),
                    entry.format(),
                    entry.status());
        }
    }

    /**
     * The sessions that touch a stretch of time, by their start.
     *
     * @param from an instant, or a day in the clinic's zone; the stretch is half-open
     * @param status only these; if absent all but cancelled ones
     */
    @GetMapping("/api/v1/schedule")
    ResponseEntity<Page<ScheduleItem>> schedule(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable UUID therapistId,
            @RequestParam(required = false) @Nullable UUID placeId,
            @RequestParam(required = false) @Nullable UUID clientId,
            @RequestParam(required = false) @Nullable List<Status> status,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var look = readers.demandAmong(Readers.SCHEDULE);
        var start = Span.instant("from", from, installation.zone());
        var end = Span.instant("to", to, installation.zone());
        if (!start.isBefore(end)) {
            throw Problem.malformed("to", "lies after from");
        }
        var most = Listing.limit(limit);
        freshness.await(ScheduleFold.VIEW, request);
        Specification<ScheduledSession> wanted = equal("clinic", look.clinic())
                .and(among(look))
                .and(touches(start, end))
                .and(equal("therapistId", therapistId))
                .and(equal("placeId", placeId))
                .and(equal("clientId", clientId))
                .and(status == null || status.isEmpty() ? not(Status.CANCELLED) : in(status));
        var found = sessions.findBy(
                        wanted, query -> query.sortBy(ORDER).limit(most + 1).scroll(position(cursor)))
                .map(row -> requireNonNull(row.entry))
                .getContent();
        return Listing.answer(
                found,
                most,
                entry -> new Cursor(entry.starts(), entry.sessionId().toString()),
                ScheduleItem::of);
    }

    private static ScrollPosition position(@Nullable String cursor) {
        if (cursor == null) {
            return ScrollPosition.keyset();
        }
        var last = Cursor.read(cursor);
        return ScrollPosition.forward(Map.of("entry.starts", last.at(), "sessionId", last.uuid()));
    }

    /** A session lasts at most a day; saying so lets the index on the start find those that began before. */
    static Specification<ScheduledSession> touches(Instant start, Instant end) {
        return (row, query, is) -> is.and(
                is.lessThan(row.get("entry").get("starts"), end),
                is.greaterThan(row.get("entry").get("starts"), start.minus(Duration.ofDays(1))),
                is.greaterThan(row.get("entry").get("ends"), start));
    }

    static Specification<ScheduledSession> inClinic(UUID clinic) {
        return equal("clinic", clinic);
    }

    private static Specification<ScheduledSession> equal(String property, @Nullable Object value) {
        return (row, query, is) ->
                value == null ? is.conjunction() : is.equal(row.get("entry").get(property), value);
    }

    private static Specification<ScheduledSession> among(Look look) {
        return (row, query, is) -> look.among()
                .map(clients -> row.get("entry").get("clientId").in(clients))
                .orElseGet(is::conjunction);
    }

    private static Specification<ScheduledSession> not(Status status) {
        return (row, query, is) -> is.notEqual(row.get("entry").get("status"), status);
    }

    private static Specification<ScheduledSession> in(List<Status> status) {
        return (row, query, is) -> row.get("entry").get("status").in(status);
    }
}
