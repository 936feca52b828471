package org.anamnesis.command.workforce.supervision;

import java.time.ZoneOffset;
import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionAgreed;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionEnded;
import org.anamnesis.events.workforce.TherapistId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The agreements as a table. Whoever asks about a client is judged by it. */
@Component
class PostgresSupervisions implements Supervisions, FactTable {

    private final JdbcClient sql;

    PostgresSupervisions(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public boolean leadsFrom(TherapistId supervisor, TherapistId supervisee) {
        // one at a time, so that two agreements can't close a circle between them
        sql.sql("select pg_advisory_xact_lock(hashtext('supervision'))")
                .query((row, i) -> 1)
                .single();
        return sql.sql("""
                        with recursive below as (
                            select supervisee_id from history.fact_supervision where supervisor_id = ? and ended_at is null
                            union select f.supervisee_id from history.fact_supervision f
                                join below b on f.supervisor_id = b.supervisee_id where f.ended_at is null)
                        select exists (select from below where supervisee_id = ?)""")
                .params(supervisor.value(), supervisee.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public String table() {
        return "fact_supervision";
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case SupervisionAgreed event ->
                sql.sql("""
                                insert into history.fact_supervision
                                    (clinic, supervision_id, supervisor_id, supervisee_id, event_id)
                                values (?, ?, ?, ?, ?)""")
                        .params(
                                recorded.clinic(),
                                event.supervisionId().value(),
                                event.supervisorId().value(),
                                event.superviseeId().value(),
                                recorded.eventId())
                        .update();
            case SupervisionEnded event ->
                sql.sql("update history.fact_supervision set ended_at = ? where supervision_id = ?")
                        .params(
                                event.occurred().at().atOffset(ZoneOffset.UTC),
                                event.supervisionId().value())
                        .update();
            default -> {}
        }
    }
}
