package org.anamnesis.command.support.facts;

import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.LovedOneEvent.LovedOneNamed;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is close to which client. */
@Component
public class LovedOnes implements FactTable {

    private final JdbcClient sql;

    LovedOnes(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String table() {
        return "fact_loved_one";
    }

    @Override
    public void note(Recorded<?> recorded) {
        if (recorded.event() instanceof LovedOneNamed event) {
            sql.sql("""
                            insert into history.fact_loved_one (clinic, loved_one_id, client_id, event_id)
                            values (?, ?, ?, ?)""")
                    .params(
                            recorded.clinic(),
                            event.lovedOneId().value(),
                            event.clientId().value(),
                            recorded.eventId())
                    .update();
        }
        if (recorded.event() instanceof SubjectErased event) {
            sql.sql("update history.fact_loved_one set erased = true where loved_one_id = ?")
                    .param(event.subjectId().value())
                    .update();
        }
    }
}
