package org.anamnesis.query.worklist;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.rules.Rule;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.RuleBooks;
import org.anamnesis.query.worklist.WorkItem.Kind;
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

    private static final Sort ORDER = Sort.by("entry.starts", "thingId");

    private final WorkItemRows rows;
    private final Freshness freshness;
    private final Readers readers;
    private final RuleBooks books;

    WorklistController(WorkItemRows rows, Freshness freshness, Readers readers, RuleBooks books) {
        this.rows = rows;
        this.freshness = freshness;
        this.readers = readers;
        this.books = books;
    }

    /**
     * What somebody has to see to. A session to come that something stands against is to be reassigned or cancelled; an
     * emergency in which a record was opened is to be reviewed, and is told to privacy officers and auditors.
     *
     * @param start when the session is to begin, or the emergency began
     * @param cause what happened, e.g. {@code CredentialSuspended}
     * @param causedBy the id of the event that tells of it
     * @param dueBy by when somebody has to have looked into an emergency
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WorkListItem(
            Kind kind,
            @Nullable UUID sessionId,
            @Nullable UUID breakGlassId,
            Instant start,
            Instant end,
            @Nullable UUID therapistId,
            @Nullable UUID placeId,
            UUID clientId,
            String cause,
            UUID causedBy,
            Instant raisedAt,
            @Nullable Instant dueBy)
            implements ConcernsClient {

        @Override
        public UUID whose() {
            return clientId;
        }

        static WorkListItem of(WorkItem entry, RuleBook rules) {
            var isEmergency = entry.kind() == Kind.BREAK_GLASS_REVIEW;
            return new WorkListItem(
                    entry.kind(),
                    isEmergency ? null : entry.thingId(),
                    isEmergency ? entry.thingId() : null,
                    entry.starts(),
                    entry.ends(),
                    entry.therapistId(),
                    entry.placeId(),
                    entry.clientId(),
                    entry.cause(),
                    entry.causedBy(),
                    entry.raisedAt(),
                    isEmergency
                            ? entry.starts().plus(rules.at(entry.starts()).get(Rule.BREAK_GLASS_REVIEW_WITHIN))
                            : null);
        }
    }

    /** What is to be seen to, by its start: emergencies to be reviewed, and sessions to come that are in question. */
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
                        equal("clinic", look.clinic())
                                .and(among(look))
                                .and(equal("therapistId", therapistId))
                                .and(equal("kind", look.isBy(Readers.PRIVACY) ? null : Kind.SESSION_IN_QUESTION)),
                        query -> query.sortBy(ORDER).limit(most + 1).scroll(position))
                .map(row -> requireNonNull(row.entry))
                .getContent();
        var rules = books.now(look.clinic());
        return Listing.answer(
                found,
                most,
                entry -> new Cursor(entry.starts(), entry.thingId().toString()),
                entry -> WorkListItem.of(entry, rules));
    }

    private static ScrollPosition position(@Nullable String cursor) {
        if (cursor == null) {
            return ScrollPosition.keyset();
        }
        var last = Cursor.read(cursor);
        return ScrollPosition.forward(Map.of("entry.starts", last.at(), "thingId", last.uuid()));
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
