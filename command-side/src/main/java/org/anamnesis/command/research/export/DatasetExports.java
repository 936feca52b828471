package org.anamnesis.command.research.export;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.research.DatasetExportEvent;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportRequested;
import org.anamnesis.events.research.DatasetExportId;
import org.anamnesis.events.research.ExportState;
import org.anamnesis.events.research.StudyId;
import org.anamnesis.events.rules.Fact;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which data sets were asked for, and what became of that. */
@Component
class DatasetExports implements FactTable {

    private final JdbcClient sql;

    DatasetExports(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    /** One that was asked for. */
    record Requested(UUID clinic, UUID export, UUID study) {}

    /** The one that has waited longest. */
    Optional<Requested> next() {
        return sql.sql("""
                        select clinic, export_id, study_id from history.fact_dataset_export
                        where state = 'REQUESTED' order by requested_at, export_id limit 1""")
                .query((row, i) -> new Requested(
                        row.getObject("clinic", UUID.class),
                        row.getObject("export_id", UUID.class),
                        row.getObject("study_id", UUID.class)))
                .optional();
    }

    /** Whether somebody still waits for one: nobody has cancelled it, nor ended its study. */
    boolean isWanted(UUID export) {
        return sql.sql("""
                        select exists (select from history.fact_dataset_export join history.fact_study using (study_id)
                            where export_id = ? and state = 'REQUESTED' and ended_at is null)""").param(export).query(Boolean.class).single();
    }

    /** Those of some that are to be kept: they were made, and their study goes on. */
    Set<UUID> kept(List<UUID> some) {
        return sql.sql("""
                        select export_id from history.fact_dataset_export join history.fact_study using (study_id)
                        where export_id = any(?) and state = 'EXPORTED' and ended_at is null""").param(some.toArray(UUID[]::new)).query(UUID.class).set();
    }

    /**
     * Whether a data set of a study was made.
     *
     * @param field where in the command the id stands
     */
    Fact made(UUID clinic, DatasetExportId export, StudyId study, String field) {
        var state = sql.sql("""
                        select state from history.fact_dataset_export
                        where export_id = ? and study_id = ? and clinic = ?""")
                .params(export.value(), study.value(), clinic)
                .query(String.class)
                .optional()
                .orElseThrow(Unknown.id(field));
        return Fact.that(state.equals("EXPORTED"), "", "that one was never made");
    }

    @Override
    public String table() {
        return "fact_dataset_export";
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case DatasetExportRequested requested -> insert(recorded, requested);
            case DatasetExportEvent event ->
                sql.sql("update history.fact_dataset_export set state = ? where export_id = ?")
                        .params(
                                ExportState.after(event).name(),
                                event.exportId().value())
                        .update();
            default -> {}
        }
    }

    private void insert(Recorded<?> recorded, DatasetExportRequested event) {
        sql.sql("""
                        insert into history.fact_dataset_export
                            (clinic, export_id, study_id, state, requested_at, event_id)
                        values (?, ?, ?, 'REQUESTED', ?, ?)""")
                .params(
                        recorded.clinic(),
                        event.exportId().value(),
                        event.studyId().value(),
                        recorded.recordedAt().atOffset(ZoneOffset.UTC),
                        recorded.eventId())
                .update();
    }
}
