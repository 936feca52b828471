package org.anamnesis.command.support.facts;

import static org.anamnesis.command.support.facts.Columns.instant;
import static org.anamnesis.command.support.facts.Columns.instantIfAny;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ConsentId;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.GivenConsent;
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
        var given = sql.sql("""
                        select consent_id, signed_at, expires_at, revoked_at, event_id from history.fact_consent
                        where client_id = ? and clinic = ? and type = ? order by consent_id for share""")
                .params(clientId.value(), clinic, type.name())
                .query((row, i) -> new GivenConsent(
                        new ConsentId(row.getObject("consent_id", UUID.class)),
                        type,
                        instant(row, "signed_at"),
                        instantIfAny(row, "expires_at"),
                        instantIfAny(row, "revoked_at"),
                        row.getObject("event_id", UUID.class)))
                .list();
        return GivenConsent.holds(given, type, at, zone);
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
