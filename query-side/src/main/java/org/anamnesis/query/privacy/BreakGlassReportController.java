package org.anamnesis.query.privacy;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassInvoked;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassReviewed;
import org.anamnesis.events.privacy.BreakGlassVerdict;
import org.anamnesis.events.store.History;
import org.anamnesis.query.privacy.BreakGlassReport.Row;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers who opened a record in an emergency, why, what they read, and whether somebody has looked into it. */
@RestController
class BreakGlassReportController {

    private final BreakGlassReport report;
    private final History history;
    private final Readers readers;
    private final Clock clock;

    BreakGlassReportController(BreakGlassReport report, History history, Readers readers, Clock clock) {
        this.report = report;
        this.history = history;
        this.readers = readers;
        this.clock = clock;
    }

    /**
     * One emergency.
     *
     * @param account the sign-in that broke the glass, and in which role
     * @param looks how many answers it was given because of that
     * @param reviewDue by when a privacy officer has to look into it, as the rules of that moment say
     * @param overdue whether nobody has, and it is later
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BreakGlassItem(
            UUID breakGlassId,
            UUID clientId,
            String account,
            @Nullable String role,
            @Nullable String reason,
            Instant from,
            Instant until,
            int looks,
            Instant reviewDue,
            boolean overdue,
            @Nullable Instant reviewedAt,
            @Nullable String reviewer,
            @Nullable BreakGlassVerdict verdict,
            @Nullable String note)
            implements ConcernsClient {

        @Override
        public UUID whose() {
            return clientId;
        }
    }

    /**
     * The emergencies, the latest first.
     *
     * @param reviewed only those that were, or were not, looked into
     */
    @GetMapping("/api/v1/compliance/break-glass")
    ResponseEntity<Page<BreakGlassItem>> breakGlass(
            @RequestParam(required = false) @Nullable Boolean reviewed,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var look = readers.demandAmong(Readers.PRIVACY);
        var most = Listing.limit(limit);
        var rows = report.latest(look.clinic(), reviewed, cursor == null ? null : Cursor.read(cursor), most + 1);
        var events = history
                .ofAggregates(look.clinic(), rows.stream().map(Row::id).toList())
                .stream()
                .collect(toMap(each -> each.aggregateId() + each.type(), Function.<Recorded<?>>identity()));
        return Listing.answer(
                rows,
                most,
                row -> new Cursor(row.until(), row.id().toString()),
                row -> item(
                        row,
                        events.get(row.id() + BreakGlassInvoked.class.getSimpleName()),
                        events.get(row.id() + BreakGlassReviewed.class.getSimpleName()),
                        look));
    }

    private BreakGlassItem item(Row row, @Nullable Recorded<?> invoked, @Nullable Recorded<?> reviewed, Look look) {
        var why = invoked != null && invoked.event() instanceof BreakGlassInvoked event ? event.reason() : null;
        var review = reviewed != null && reviewed.event() instanceof BreakGlassReviewed event ? event : null;
        var due = report.reviewDue(look.clinic(), row.invokedAt());
        return new BreakGlassItem(
                row.id(),
                row.client(),
                row.account(),
                invoked == null ? null : invoked.metadata().get("role"),
                look.words(why, row.id()),
                row.invokedAt(),
                row.until(),
                row.looks(),
                due,
                row.reviewedAt() == null && clock.instant().isAfter(due),
                row.reviewedAt(),
                reviewed == null ? null : reviewed.metadata().get("actor"),
                review == null ? null : review.verdict(),
                review == null ? null : look.words(review.note(), row.id()));
    }
}
