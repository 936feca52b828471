package org.anamnesis.query.support.report;

import java.time.Instant;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.anamnesis.events.ledger.Checkpoint;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.web.Problem;
import org.anamnesis.query.support.AccessRecords.Extent;
import org.anamnesis.query.support.Look;
import org.jspecify.annotations.Nullable;

/**
 * One run of a report, with all that its rows may depend on; nothing else does, so that the same inquiry always gives the
 * same rows.
 *
 * @param look by whom it is taken
 * @param known the history that is taken into account
 * @param asOf as things were at this time
 * @param knownAt as they were known at this time
 * @param sealed the checkpoint that seals that history; none if there was nothing yet
 * @param looks the last access record that is taken into account
 * @param rules what it is judged by
 * @param scope whether a row may be shown to whoever asks
 * @param after the key of the row after which it goes on
 */
public record Inquiry(
        Look look,
        Known known,
        Instant asOf,
        Instant knownAt,
        @Nullable Checkpoint sealed,
        long looks,
        RuleBook rules,
        Predicate<ReportRow> scope,
        @Nullable String after) {

    /** The key of the row after which it goes on, where keys are numbers; 0 before the first. */
    public long afterNumber() {
        try {
            return after == null ? 0 : Long.parseLong(after);
        } catch (NumberFormatException nonsense) {
            throw unknownCursor();
        }
    }

    /** What is wrong with a cursor after which nothing comes. */
    public static Problem unknownCursor() {
        return Problem.malformed("cursor", "is not one that this report answered");
    }

    /** The access records that are taken into account. */
    public Extent extent() {
        return new Extent(look.clinic(), looks, asOf);
    }

    /** The same from another row on; from the first if none is named. */
    public Inquiry after(@Nullable String key) {
        return new Inquiry(look, known, asOf, knownAt, sealed, looks, rules, scope, key);
    }

    /** Those of a report's rows that come after the one that was sent last, for rows that are quick to tell again. */
    public <R extends ReportRow> Stream<R> goOn(Stream<R> rows) {
        if (after == null) {
            return rows;
        }
        var told = rows.iterator();
        while (told.hasNext()) {
            if (told.next().key().equals(after)) {
                return StreamSupport.stream(Spliterators.spliteratorUnknownSize(told, Spliterator.ORDERED), false);
            }
        }
        throw unknownCursor();
    }
}
