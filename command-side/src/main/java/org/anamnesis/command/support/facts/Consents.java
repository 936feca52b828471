package org.anamnesis.command.support.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.anamnesis.command.support.Fact;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ConsentType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What clients have agreed to, and from when to when. */
@Component
public class Consents implements FactTable {

    private final JdbcClient sql;

    Consents(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Whether a client's consent of this type holds at a moment.
     *
     * @param zone in which its day is told
     */
    public Fact holds(UUID clinic, ClientId clientId, ConsentType type, Instant at, ZoneId zone) {
        var utc = at.atOffset(ZoneOffset.UTC);
        return sql
                .sql("""
                        select signed_at, event_id from history.fact_consent
                        where client_id = ? and clinic = ? and type = ? and signed_at <= ?
                          and (expires_at is null or expires_at > ?) and (revoked_at is null or revoked_at > ?)
                        order by signed_at, consent_id for share""")
                .params(clientId.value(), clinic, type.name(), utc, utc, utc)
                .query((row, i) -> Fact.holds(
                        type + " signed " + day(row.getObject("signed_at", OffsetDateTime.class), zone),
                        row.getObject("event_id", UUID.class)))
                .list()
                .stream()
                .findFirst()
                .orElseGet(() -> Fact.fails("no " + type + " consent of the client holds at that time"));
    }

    private static LocalDate day(OffsetDateTime at, ZoneId zone) {
        return at.atZoneSameInstant(zone).toLocalDate();
    }

    @Override
    public String table() {
        return "fact_consent";
    }

    @Override
    public void note(Recorded<?> recorded) {
        if (recorded.event() instanceof ConsentSigned event) {
            var expires = event.expires();
            sql.sql("""
                            insert into history.fact_consent
                                (clinic, consent_id, client_id, type, signed_at, expires_at, event_id)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(Arrays.asList(
                            recorded.clinic(),
                            event.consentId().value(),
                            event.clientId().value(),
                            event.type().name(),
                            event.occurred().at().atOffset(ZoneOffset.UTC),
                            expires == null ? null : expires.atOffset(ZoneOffset.UTC),
                            recorded.eventId()))
                    .update();
        }
        if (recorded.event() instanceof ConsentRevoked event) {
            sql.sql("update history.fact_consent set revoked_at = ? where consent_id = ?")
                    .params(
                            event.occurred().at().atOffset(ZoneOffset.UTC),
                            event.consentId().value())
                    .update();
        }
    }
}
