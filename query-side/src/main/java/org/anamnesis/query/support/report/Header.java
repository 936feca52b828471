package org.anamnesis.query.support.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.Protection;
import org.jspecify.annotations.Nullable;

/**
 * What a report rests on.
 *
 * @param reportId of this run, as it is on record
 * @param definition what is told, with its version
 * @param ruleProfile what it is judged by
 * @param asOf as things were at this time
 * @param knownAt as they were known at this time
 * @param eventRange the positions in the history that are taken into account; none if there was nothing yet
 * @param ledgerCheckpoint the signed note that seals these
 * @param witnessRef the file outside the database that holds it, or a later one that goes on from it
 * @param projectionVersion where its rows were found
 * @param rowCount how many rows this part has; for what is sent whole, see its end
 * @param redactions the classes of texts that were left out, because the asker does not open them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Header(
        UUID reportId,
        String definition,
        String title,
        String ruleProfile,
        Instant asOf,
        Instant knownAt,
        @Nullable EventRange eventRange,
        @Nullable String ledgerCheckpoint,
        @Nullable String witnessRef,
        String projectionVersion,
        String generatedBy,
        Instant generatedAt,
        @Nullable Integer rowCount,
        List<Protection> redactions) {

    /** The positions from the first to the last. */
    public record EventRange(long from, long to) {}

    Header with(int rows) {
        return new Header(
                reportId,
                definition,
                title,
                ruleProfile,
                asOf,
                knownAt,
                eventRange,
                ledgerCheckpoint,
                witnessRef,
                projectionVersion,
                generatedBy,
                generatedAt,
                rows,
                redactions);
    }

    String fileName() {
        return definition.replace('@', '-') + "-" + generatedAt.toString().substring(0, "2026-11-23".length());
    }

    /** What it rests on, line by line, for formats that people read. */
    Map<String, String> lines() {
        var lines = new LinkedHashMap<String, String>();
        lines.put("report", definition + " " + title);
        lines.put("report id", reportId.toString());
        lines.put("judged by", ruleProfile);
        lines.put("as of", asOf.toString());
        lines.put("known at", knownAt.toString());
        lines.put("events", eventRange == null ? "none" : eventRange.from() + " to " + eventRange.to());
        lines.put("rows from", projectionVersion);
        lines.put("made for", generatedBy);
        lines.put("made at", generatedAt.toString());
        lines.put("left out", redactions.isEmpty() ? "nothing" : redactions.toString());
        if (ledgerCheckpoint != null) {
            lines.put("checkpoint", ledgerCheckpoint.strip().replace("\n", " | "));
        }
        if (witnessRef != null) {
            lines.put("witnessed in", witnessRef);
        }
        return lines;
    }
}
