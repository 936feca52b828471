package org.anamnesis.command.research.export;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExported;
import org.anamnesis.events.research.DatasetExportEvent.Objection;
import org.anamnesis.events.research.DatasetExportId;
import org.anamnesis.events.research.StudyId;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of the export of a data set. */
sealed interface DatasetExportCommand extends Command {

    DatasetExportId exportId();

    @Override
    default DatasetExportId aggregate() {
        return exportId();
    }

    @Override
    default Set<Role> permitted() {
        return By.THE_PRACTICE_ITSELF;
    }

    /** There are no people in it. */
    @Override
    default @Nullable Regarding regarding() {
        return null;
    }

    /**
     * Somebody wants a data set of a study.
     *
     * @param knownAt as of when; as of now if absent
     * @param again a data set of the study that is to be made once more, to the byte
     */
    record RequestDatasetExport(
            @MadeIfAbsent @TargetAggregateIdentifier DatasetExportId exportId,
            StudyId studyId,
            @Nullable Moment knownAt,
            @Nullable DatasetExportId again)
            implements DatasetExportCommand {

        public RequestDatasetExport {
            if (knownAt != null && again != null) {
                throw new IllegalArgumentException("what is made again is as of when it was; leave knownAt out");
            }
        }

        @Override
        public Set<Role> permitted() {
            return EnumSet.of(Role.RESEARCHER);
        }
    }

    /** Nobody wants it any more. */
    record CancelDatasetExport(@TargetAggregateIdentifier DatasetExportId exportId) implements DatasetExportCommand {

        @Override
        public Set<Role> permitted() {
            return EnumSet.of(Role.RESEARCHER, Role.PRIVACY_OFFICER);
        }
    }

    /** It was made. */
    record RecordDataset(@TargetAggregateIdentifier DatasetExportId exportId, DatasetExported dataset)
            implements DatasetExportCommand {}

    /** It is not to be had. */
    record RefuseDataset(@TargetAggregateIdentifier DatasetExportId exportId, List<Objection> objections)
            implements DatasetExportCommand {}

    /** Something broke while it was made. */
    record ReportFailure(@TargetAggregateIdentifier DatasetExportId exportId, String problem)
            implements DatasetExportCommand {}
}
