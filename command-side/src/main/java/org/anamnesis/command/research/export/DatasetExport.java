package org.anamnesis.command.research.export;

import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.anamnesis.command.research.export.DatasetExportCommand.CancelDatasetExport;
import org.anamnesis.command.research.export.DatasetExportCommand.RecordDataset;
import org.anamnesis.command.research.export.DatasetExportCommand.RefuseDataset;
import org.anamnesis.command.research.export.DatasetExportCommand.ReportFailure;
import org.anamnesis.command.research.export.DatasetExportCommand.RequestDatasetExport;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Studies;
import org.anamnesis.events.research.DatasetExportEvent;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportCancelled;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportFailed;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportRefused;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportRequested;
import org.anamnesis.events.research.DatasetExportId;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The export of a data set, until something has become of it. */
@Aggregate
class DatasetExport {

    private static final Precondition STUDY = new Precondition("STUDY");
    private static final Precondition DATASET = new Precondition("DATASET");

    @AggregateIdentifier
    private @Nullable DatasetExportId id;

    private boolean isOver;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(RequestDatasetExport ask, Asked asked, Studies studies, DatasetExports exports) {
        var today = asked.at().atZone(asked.zone()).toLocalDate();
        var when = asked.when(ask.knownAt());
        var verdict = Verdict.by(
                        asked.rules(),
                        STUDY.unless(studies.running(asked.clinic(), ask.studyId(), today, "studyId")),
                        DATASET.unless(
                                ask.again() == null
                                        ? Fact.holds("")
                                        : exports.made(asked.clinic(), ask.again(), ask.studyId(), "again")),
                        when.past())
                .orRefuse();
        apply(new DatasetExportRequested(
                ask.exportId(),
                ask.studyId(),
                ask.knownAt() == null ? null : when.at(),
                ask.again(),
                verdict.grounds()));
    }

    @CommandHandler
    void decide(CancelDatasetExport ask, Asked asked) {
        end(new DatasetExportCancelled(ask.exportId()), asked);
    }

    @CommandHandler
    void decide(RecordDataset ask, Asked asked) {
        end(ask.dataset(), asked);
    }

    @CommandHandler
    void decide(RefuseDataset ask, Asked asked) {
        end(new DatasetExportRefused(ask.exportId(), ask.objections()), asked);
    }

    @CommandHandler
    void decide(ReportFailure ask, Asked asked) {
        end(new DatasetExportFailed(ask.exportId(), ask.problem()), asked);
    }

    private void end(DatasetExportEvent end, Asked asked) {
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(Fact.that(!isOver, "", "something has become of it already")))
                .orRefuse();
        apply(end);
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(DatasetExportRequested event) {
        id = event.exportId();
    }

    @EventSourcingHandler
    void evolve(DatasetExportEvent event) {
        isOver = true;
    }
}
