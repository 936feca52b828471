package org.anamnesis.command.privacy.breakglass;

import java.time.ZoneOffset;
import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassInvoked;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassReviewed;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For whom the glass is broken. Whoever asks about a client is judged by it. */
@Component
class BrokenGlass implements FactTable {

    private final JdbcClient sql;

    BrokenGlass(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String table() {
        return "fact_break_glass";
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case BreakGlassInvoked event ->
                sql.sql("""
                                insert into history.fact_break_glass
                                    (clinic, break_glass_id, client_id, account, invoked_at, until, event_id)
                                values (?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                recorded.clinic(),
                                event.breakGlassId().value(),
                                event.clientId().value(),
                                event.account(),
                                event.occurred().at().atOffset(ZoneOffset.UTC),
                                event.until().atOffset(ZoneOffset.UTC),
                                recorded.eventId())
                        .update();
            case BreakGlassReviewed event ->
                sql.sql("update history.fact_break_glass set reviewed_at = ? where break_glass_id = ?")
                        .params(
                                event.occurred().at().atOffset(ZoneOffset.UTC),
                                event.breakGlassId().value())
                        .update();
            default -> {}
        }
    }
}
