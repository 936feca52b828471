package org.anamnesis.query.worklist;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers what somebody has to see to. */
@RestController
class WorklistController {

    private static final Sort ORDER = Sort.by("entry.starts", "sessionId");

    private final WorkItemRows rows;
    private final Freshness freshness;
    private final Readers readers;

    WorklistController(WorkItemRows rows, Freshness freshness, Readers readers) {
        this.rows = rows;
        this.freshness = freshness;
        this.readers = readers;
    }

    /**
     * A session to come that something stands against: it is to be reassigned or cancelled.
     *
     * @param cause what happened, e.g. {@code CredentialSuspended}
     * @param causedBy the id of the event that tells of it
     */
    record WorkListItem(
            UUID sessionId,
            Instant start,
            Instant end,
            UUID therapistId,
            UUID placeId,
            UUID clientId,
            String cause,
            UUID causedBy,
            Instant raisedAt)
            implements ConcernsClient {

        @Override
        public UUID whose() {
            return clientId;
        }

        static WorkListItem of(WorkItem entry) {
            return new WorkListItem(
                    entry.sessionId(),
                    entry.starts(),
                    entry.ends(),
                    entry.therapistId(),
                    entry.placeId(),
                    entry.clientId(),
                    entry.cause(),
                    entry.causedBy(),
                    entry.raisedAt());
        }
    }

    /** The sessions to come that are in question, by their start. */
    @GetMapping("/api/v1/work-items")
    ResponseEntity<Page<WorkListItem>> workItems(
            @RequestParam(required = false) @Nullable UUID therapistId,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var look = readers.demandAmong(Readers.SCHEDULE);
        var most = Listing.limit(limit);
        var position = position(cursor);
        freshness.await(WorklistFold.VIEW, request);
        var found = rows.findBy(
                        equal("clinic", look.clinic()).and(among(look)).and(equal("therapistId", therapistId)),
                        query -> query.sortBy(ORDER).limit(most + 1).scroll(position))
                .map(row -> requireNonNull(row.entry))
                .getContent();
        return Listing.answer(
                found,
                most,
                entry -> new Cursor(entry.starts(), entry.sessionId().toString()),
                WorkListItem::of);
    }

    private static ScrollPosition position(@Nullable String cursor) {
        if (cursor == null) {
            return ScrollPosition.keyset();
        }
        var last = Cursor.read(cursor);
        return ScrollPosition.forward(Map.of("entry.starts", last.at(), "sessionId", last.uuid()));
    }

    private static Specification<WorkItemRow> among(Look look) {
        return (row, query, is) -> look.among()
                .map(clients -> row.get("entry").get("clientId").in(clients))
                .orElseGet(is::conjunction);
    }

    private static Specification<WorkItemRow> equal(String property, @Nullable Object value) {
        return (row, query, is) ->
                value == null ? is.conjunction() : is.equal(row.get("entry").get(property), value);
    }
}
