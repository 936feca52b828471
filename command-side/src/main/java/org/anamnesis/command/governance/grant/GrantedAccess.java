package org.anamnesis.command.governance.grant;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.governance.AccessGrantEvent.AccessGrantEnded;
import org.anamnesis.events.governance.AccessGrantEvent.AccessGranted;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.workforce.TherapistId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What outside bodies were granted. Whoever comes by a grant is judged by it. */
@Component
class GrantedAccess implements FactTable {

    private final JdbcClient sql;

    GrantedAccess(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String table() {
        return "fact_access_grant";
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case AccessGranted event -> insert(recorded, event);
            case AccessGrantEnded event ->
                sql.sql("update history.fact_access_grant set ended_at = ? where grant_id = ?")
                        .params(
                                event.endedAt().atOffset(ZoneOffset.UTC),
                                event.grantId().value())
                        .update();
            default -> {}
        }
    }

    private void insert(Recorded<?> recorded, AccessGranted event) {
        var scope = event.scope();
        sql.sql("""
                        insert into history.fact_access_grant
                            (clinic, grant_id, therapists, clients, first_day, end_day, reports, begins_at, until, copies,
                            identities, event_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        recorded.clinic(),
                        event.grantId().value(),
                        scope.therapists().stream().map(TherapistId::value).toArray(UUID[]::new),
                        scope.clients().stream().map(ClientId::value).toArray(UUID[]::new),
                        scope.from(),
                        scope.to(),
                        scope.reports().toArray(String[]::new),
                        event.from().atOffset(ZoneOffset.UTC),
                        event.until().atOffset(ZoneOffset.UTC),
                        event.copies(),
                        event.identities(),
                        recorded.eventId()))
                .update();
    }
}
