package org.anamnesis.events.research;

import java.time.Instant;
import java.util.List;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to the export of a data set. */
public sealed interface DatasetExportEvent {

    DatasetExportId exportId();

    /**
     * Somebody asked for a data set of a study.
     *
     * @param knownAt as of when; none: as of now
     * @param again which data set is to be made once more, if it is no new one
     */
    record DatasetExportRequested(
            DatasetExportId exportId,
            StudyId studyId,
            @Nullable Instant knownAt,
            @Nullable DatasetExportId again,
            List<Ground> grounds)
            implements DatasetExportEvent, Grounded {}

    /**
     * A data set was made, and lies ready for whoever asked.
     *
     * @param datasetId the same for the same study, key and history
     * @param manifestSha256 of the file that says what it is
     * @param knownAt as of when it is
     * @param cohort how many clients the study looked at
     * @param released how many of them it holds
     * @param suppressed how many values were pooled or left out, so that nobody can be found
     */
    record DatasetExported(
            DatasetExportId exportId,
            StudyId studyId,
            String datasetId,
            String manifestSha256,
            Instant knownAt,
            long cohort,
            long released,
            long suppressed,
            List<DatasetFile> files)
            implements DatasetExportEvent {}

    /** A file of a data set. */
    record DatasetFile(String name, long bytes, String sha256) {}

    /** It was not made, because somebody could be found in it, or because it is not to be had. */
    record DatasetExportRefused(DatasetExportId exportId, List<Objection> objections) implements DatasetExportEvent {}

    /**
     * What stands against a data set.
     *
     * @param check what was looked at
     * @param wouldPass what would pass instead; empty where nothing would
     */
    record Objection(String check, String found, String wouldPass) {}

    /** It was not made, because something broke. It may be asked for once more. */
    record DatasetExportFailed(DatasetExportId exportId, String problem) implements DatasetExportEvent {}

    /** Nobody wants it any more. */
    record DatasetExportCancelled(DatasetExportId exportId) implements DatasetExportEvent {}
}
