package org.anamnesis.command.support.facts;

import static org.anamnesis.command.support.facts.Columns.instant;
import static org.anamnesis.command.support.facts.Columns.instantIfAny;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.rules.Supervision;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionAgreed;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionEnded;
import org.anamnesis.events.workforce.SupervisionId;
import org.anamnesis.events.workforce.TherapistId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who supervises whom, and from when to when. Whoever asks about a client is judged by it, too. */
@Component
public class Supervisions implements FactTable {

    private final JdbcClient sql;

    Supervisions(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    /** All by which somebody is or was supervised. */
    public List<Supervision> of(UUID clinic, TherapistId supervisee) {
        return sql.sql("""
                        select supervision_id, supervisor_id, agreed_at, ended_at, event_id from history.fact_supervision
                        where supervisee_id = ? and clinic = ? order by supervision_id for share""")
                .params(supervisee.value(), clinic)
                .query((row, i) -> new Supervision(
                        new SupervisionId(row.getObject("supervision_id", UUID.class)),
                        new TherapistId(row.getObject("supervisor_id", UUID.class)),
                        supervisee,
                        instant(row, "agreed_at"),
                        instantIfAny(row, "ended_at"),
                        row.getObject("event_id", UUID.class)))
                .list();
    }

    /** Whether somebody supervises another, directly or through others. */
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
                                    (clinic, supervision_id, supervisor_id, supervisee_id, agreed_at, event_id)
                                values (?, ?, ?, ?, ?, ?)""")
                        .params(
                                recorded.clinic(),
                                event.supervisionId().value(),
                                event.supervisorId().value(),
                                event.superviseeId().value(),
                                event.occurred().at().atOffset(ZoneOffset.UTC),
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
