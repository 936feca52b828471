package org.anamnesis.command.care.session;

import static org.anamnesis.command.support.facts.Columns.instant;
import static org.anamnesis.command.support.facts.Columns.instantIfAny;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.facility.PlaceEvent.AttestationWithdrawn;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.rules.Attestation;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.RuleProfile;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Attestations as the events have told of them: at a moment, the last one before it counts. */
@Component
class PostgresAttestations implements Attestations, FactTable {

    private final JdbcClient sql;

    PostgresAttestations(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Fact attested(UUID clinic, PlaceId placeId, Instant at, ZoneId zone, RuleProfile rules) {
        var last = sql.sql("""
                        select qualities, attested_at, valid_until, withdrawn_at, event_id from history.fact_attestation
                        where place_id = ? and clinic = ? and attested_at <= ?
                        order by attested_at desc, position desc limit 1 for share""")
                .params(placeId.value(), clinic, at.atOffset(ZoneOffset.UTC))
                .query((row, i) -> new Attestation(
                        List.of((String[]) row.getArray("qualities").getArray()),
                        instant(row, "attested_at"),
                        row.getObject("valid_until", LocalDate.class),
                        instantIfAny(row, "withdrawn_at"),
                        row.getObject("event_id", UUID.class)))
                .list();
        return Attestation.hold(last, at, zone, rules);
    }

    @Override
    public String table() {
        return "fact_attestation";
    }

    @Override
    public void note(Recorded<?> recorded) {
        if (recorded.event() instanceof PlaceAttested event) {
            var attested = Attestation.of(event, recorded.eventId());
            sql.sql("""
                            insert into history.fact_attestation
                                (clinic, place_id, qualities, attested_at, valid_until, position, event_id)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(Arrays.asList(
                            recorded.clinic(),
                            event.placeId().value(),
                            attested.qualities().toArray(String[]::new),
                            attested.at().atOffset(ZoneOffset.UTC),
                            attested.validUntil(),
                            recorded.position(),
                            attested.evidence()))
                    .update();
        }
        if (recorded.event() instanceof AttestationWithdrawn event) {
            var at = event.occurred().at().atOffset(ZoneOffset.UTC);
            sql.sql("""
                            update history.fact_attestation set withdrawn_at = ?
                            where place_id = ? and attested_at <= ? and withdrawn_at is null""").params(at, event.placeId().value(), at).update();
        }
    }
}
