package org.anamnesis.events.research;

import org.anamnesis.events.research.DatasetExportEvent.DatasetExportCancelled;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportFailed;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportRefused;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportRequested;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExported;

/** What has become of the export of a data set. */
public enum ExportState {
    /** It waits, or is being made. */
    REQUESTED,
    EXPORTED,
    REFUSED,
    FAILED,
    CANCELLED;

    /** What the last thing that happened to it has made of it. */
    public static ExportState after(DatasetExportEvent last) {
        return switch (last) {
            case DatasetExportRequested requested -> REQUESTED;
            case DatasetExported made -> EXPORTED;
            case DatasetExportRefused refused -> REFUSED;
            case DatasetExportFailed failed -> FAILED;
            case DatasetExportCancelled cancelled -> CANCELLED;
        };
    }
}
