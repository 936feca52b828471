package org.anamnesis.command.care.session;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.anamnesis.command.support.Fact;
import org.anamnesis.command.support.RuleProfile;
import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.facility.PlaceEvent.AttestationWithdrawn;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.anamnesis.events.facility.PlaceId;
import org.jspecify.annotations.Nullable;
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

    private record Last(
            List<String> qualities,
            Instant at,
            @Nullable LocalDate validUntil,
            @Nullable Instant withdrawnAt,
            UUID event) {}

    @Override
    public Fact attested(UUID clinic, PlaceId placeId, Instant at, ZoneId zone, RuleProfile rules) {
        return sql.sql("""
                        select qualities, attested_at, valid_until, withdrawn_at, event_id from history.fact_attestation
                        where place_id = ? and clinic = ? and attested_at <= ?
                        order by attested_at desc, position desc limit 1 for share""")
                .params(placeId.value(), clinic, at.atOffset(ZoneOffset.UTC))
                .query((row, i) -> new Last(
                        List.of((String[]) row.getArray("qualities").getArray()),
                        row.getObject("attested_at", OffsetDateTime.class).toInstant(),
                        row.getObject("valid_until", LocalDate.class),
                        instant(row.getObject("withdrawn_at", OffsetDateTime.class)),
                        row.getObject("event_id", UUID.class)))
                .optional()
                .map(last -> judge(last, at, zone, rules))
                .orElseGet(() -> Fact.fails("nobody had attested by then what the place is like"));
    }

    private static Fact judge(Last last, Instant at, ZoneId zone, RuleProfile rules) {
        var missing = new ArrayList<>(rules.attestedQualities());
        missing.removeAll(last.qualities());
        if (!missing.isEmpty()) {
            return Fact.fails("the place is not attested as " + String.join(", ", missing));
        }
        if (last.withdrawnAt() != null && !at.isBefore(last.withdrawnAt())) {
            return Fact.fails("the place's attestation was withdrawn on "
                    + last.withdrawnAt().atZone(zone).toLocalDate());
        }
        if (last.validUntil() != null && !at.atZone(zone).toLocalDate().isBefore(last.validUntil())) {
            return Fact.fails("the place's attestation ended on " + last.validUntil());
        }
        return Fact.holds(
                "attested " + last.at().atZone(zone).toLocalDate() + " as " + String.join(", ", last.qualities()),
                last.event());
    }

    @Override
    public String table() {
        return "fact_attestation";
    }

    @Override
    public void note(Recorded<?> recorded) {
        if (recorded.event() instanceof PlaceAttested event) {
            sql.sql("""
                            insert into history.fact_attestation
                                (clinic, place_id, qualities, attested_at, valid_until, position, event_id)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(Arrays.asList(
                            recorded.clinic(),
                            event.placeId().value(),
                            qualities(event),
                            event.occurred().at().atOffset(ZoneOffset.UTC),
                            event.validUntil(),
                            recorded.position(),
                            recorded.eventId()))
                    .update();
        }
        if (recorded.event() instanceof AttestationWithdrawn event) {
            var at = event.occurred().at().atOffset(ZoneOffset.UTC);
            sql.sql("""
                            update history.fact_attestation set withdrawn_at = ?
                            where place_id = ? and attested_at <= ? and withdrawn_at is null""").params(at, event.placeId().value(), at).update();
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static String[] qualities(PlaceAttested event) {
        var qualities = new ArrayList<String>();
        if (event.neutral()) {
            qualities.add("NEUTRAL");
        }
        if (event.safe()) {
            qualities.add("SAFE");
        }
        if (event.calm()) {
            qualities.add("CALM");
        }
        if (event.privacy()) {
            qualities.add("PRIVATE");
        }
        return qualities.toArray(String[]::new);
    }
}
