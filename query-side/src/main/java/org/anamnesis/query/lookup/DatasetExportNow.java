package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.events.research.DatasetExportEvent;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportFailed;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportRefused;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportRequested;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExported;
import org.anamnesis.events.research.DatasetExportEvent.Objection;
import org.anamnesis.events.research.DatasetExportId;
import org.anamnesis.events.research.ExportState;
import org.anamnesis.events.research.StudyId;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * The export of a data set.
 *
 * @param again the data set that was to be made once more
 * @param done how many events are played; only while it is made
 * @param total how many there are to play; only while it is made
 * @param dataset what was made
 * @param objections what stands against it
 * @param problem what broke
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DatasetExportNow(
        DatasetExportId exportId,
        StudyId studyId,
        ExportState state,
        @Nullable Instant knownAt,
        @Nullable DatasetExportId again,
        @Nullable Long done,
        @Nullable Long total,
        @Nullable Dataset dataset,
        @Nullable List<Objection> objections,
        @Nullable String problem) {

    private static final String MANIFEST = "manifest.json";

    /**
     * A data set that was made.
     *
     * @param cohort how many clients the study looked at
     * @param released how many of them it holds
     * @param suppressed how many values were pooled or left out
     * @param files where each lies, below {@code files/}
     */
    record Dataset(
            String datasetId, String manifestSha256, long cohort, long released, long suppressed, List<String> files) {}

    static @Nullable DatasetExportNow fold(@Nullable DatasetExportNow before, Object event, Eyes eyes) {
        return event instanceof DatasetExportRequested asked
                ? new DatasetExportNow(
                        asked.exportId(),
                        asked.studyId(),
                        ExportState.REQUESTED,
                        asked.knownAt(),
                        asked.again(),
                        null,
                        null,
                        null,
                        null,
                        null)
                : before == null ? null : before.after(event);
    }

    private DatasetExportNow after(Object event) {
        return switch (event) {
            case DatasetExported made -> with(made, made.knownAt(), dataset(made), null, null);
            case DatasetExportRefused refused -> with(refused, knownAt, null, refused.objections(), null);
            case DatasetExportFailed failed -> with(failed, knownAt, null, null, failed.problem());
            case DatasetExportEvent other -> with(other, knownAt, null, null, null);
            default -> this;
        };
    }

    private static Dataset dataset(DatasetExported made) {
        return new Dataset(
                made.datasetId(),
                made.manifestSha256(),
                made.cohort(),
                made.released(),
                made.suppressed(),
                Stream.concat(Stream.of(MANIFEST), made.files().stream().map(file -> file.name()))
                        .toList());
    }

    private DatasetExportNow with(
            DatasetExportEvent last,
            @Nullable Instant known,
            @Nullable Dataset made,
            @Nullable List<Objection> against,
            @Nullable String broken) {
        return new DatasetExportNow(
                exportId, studyId, ExportState.after(last), known, again, null, null, made, against, broken);
    }

    /** With how far it has come. */
    DatasetExportNow at(long played, long expected) {
        return new DatasetExportNow(
                exportId, studyId, state, knownAt, again, played, expected, dataset, objections, problem);
    }
}
