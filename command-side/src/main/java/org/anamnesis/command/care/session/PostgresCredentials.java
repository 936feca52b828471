package org.anamnesis.command.care.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.anamnesis.command.support.Fact;
import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRenewed;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRestricted;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRevoked;
import org.anamnesis.events.workforce.CredentialEvent.CredentialSuspended;
import org.anamnesis.events.workforce.CredentialEvent.CredentialVerifiedAtSource;
import org.anamnesis.events.workforce.CredentialEvent.SuspensionLifted;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Credentials as the events have told of them. */
@Component
class PostgresCredentials implements Credentials, FactTable {

    private final JdbcClient sql;

    PostgresCredentials(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    private record Held(
            String type,
            String jurisdiction,
            List<String> serviceTypes,
            LocalDate validFrom,
            LocalDate validTo,
            boolean needsSupervision,
            @Nullable OffsetDateTime verifiedAt,
            boolean barred,
            List<UUID> events) {

        static Held read(ResultSet row) throws SQLException {
            return new Held(
                    row.getString("type"),
                    row.getString("jurisdiction"),
                    List.of((String[]) row.getArray("service_types").getArray()),
                    row.getObject("valid_from", LocalDate.class),
                    row.getObject("valid_to", LocalDate.class),
                    row.getBoolean("needs_supervision"),
                    row.getObject("verified_at", OffsetDateTime.class),
                    row.getBoolean("is_barred"),
                    List.of((UUID[]) row.getArray("event_ids").getArray()));
        }

        String told() {
            return jurisdiction + " " + type + " valid " + validFrom + ".." + validTo;
        }
    }

    @Override
    public Entitlement entitlement(Question question) {
        var held = sql.sql("""
                        select type, jurisdiction, valid_from, valid_to, needs_supervision, verified_at, event_ids,
                            case when restricted_from <= :at then restricted_to else service_types end service_types,
                            barred @> :at::timestamptz is_barred
                        from history.fact_credential where therapist_id = :therapist and clinic = :clinic
                        order by needs_supervision, credential_id for share""")
                .param("at", question.at().atOffset(ZoneOffset.UTC))
                .param("therapist", question.therapistId().value())
                .param("clinic", question.clinic())
                .query((row, i) -> Held.read(row))
                .list();
        var day = question.at().atZone(question.zone()).toLocalDate();
        var oldest = question.at().minus(question.rules().credentialVerifiedWithin());
        Predicate<Held> there =
                each -> each.jurisdiction().equals(question.jurisdiction().code());
        Predicate<Held> fitting =
                each -> each.serviceTypes().contains(question.serviceType().name());
        Predicate<Held> valid = each -> !day.isBefore(each.validFrom()) && day.isBefore(each.validTo());
        Predicate<Held> verified = each ->
                each.verifiedAt() != null && !each.verifiedAt().toInstant().isBefore(oldest);
        return held.stream()
                .filter(there.and(fitting).and(valid).and(verified).and(each -> !each.barred()))
                .findFirst()
                .map(each -> entitled(each, question.zone()))
                .orElseGet(() -> {
                    var what = question.serviceType() + " in " + question.jurisdiction();
                    var why = held.stream().noneMatch(there.and(fitting))
                            ? "no credential for " + what
                            : held.stream().noneMatch(there.and(fitting).and(valid))
                                    ? "no credential for " + what + " is valid on " + day
                                    : held.stream()
                                                    .filter(there.and(fitting).and(valid))
                                                    .allMatch(Held::barred)
                                            ? "the credential for " + what + " is suspended or revoked on " + day
                                            : "no credential for " + what + " was verified at its source in time";
                    return new Entitlement(Fact.fails(why), Fact.holds(""));
                });
    }

    private static Entitlement entitled(Held held, ZoneId zone) {
        var verified = held.verifiedAt() == null
                ? ""
                : ", verified " + held.verifiedAt().atZoneSameInstant(zone).toLocalDate();
        return new Entitlement(
                Fact.holds(held.told() + verified, held.events().toArray(UUID[]::new)),
                Fact.that(!held.needsSupervision(), "", held.told() + " needs supervision, and none is agreed"));
    }

    @Override
    public String table() {
        return "fact_credential";
    }

    @Override
    public void note(Recorded<?> recorded) {
        if (!(recorded.event() instanceof CredentialEvent event)) {
            return;
        }
        switch (event) {
            case CredentialAdded added ->
                sql.sql("""
                                insert into history.fact_credential (clinic, credential_id, therapist_id, type,
                                    jurisdiction, service_types, valid_from, valid_to, needs_supervision, event_ids)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, array[?::uuid])""")
                        .params(Arrays.asList(
                                recorded.clinic(),
                                added.credentialId().value(),
                                added.therapistId().value(),
                                added.type().name(),
                                added.jurisdiction().code(),
                                added.serviceTypes().stream().map(Enum::name).toArray(String[]::new),
                                added.validFrom(),
                                added.validTo(),
                                added.needsSupervision(),
                                recorded.eventId()))
                        .update();
            case CredentialVerifiedAtSource verified ->
                change(event, recorded, "verified_at = greatest(verified_at, ?)", at(verified.occurred()));
            case CredentialRenewed renewed -> change(event, recorded, "valid_to = ?", renewed.validTo());
            case CredentialSuspended suspended ->
                change(
                        event,
                        recorded,
                        "barred = barred + tstzmultirange(tstzrange(?, null))",
                        at(suspended.occurred()));
            case SuspensionLifted lifted ->
                change(event, recorded, "barred = barred - tstzmultirange(tstzrange(?, null))", at(lifted.occurred()));
            case CredentialRestricted restricted ->
                change(
                        event,
                        recorded,
                        "restricted_from = ?, restricted_to = ?",
                        at(restricted.occurred()),
                        restricted.serviceTypes().stream().map(Enum::name).toArray(String[]::new));
            case CredentialRevoked revoked ->
                change(event, recorded, "barred = barred + tstzmultirange(tstzrange(?, null))", at(revoked.occurred()));
        }
    }

    private void change(CredentialEvent event, Recorded<?> recorded, String assignment, Object... values) {
        var all = new ArrayList<Object>(List.of(values));
        all.add(recorded.eventId());
        all.add(event.credentialId().value());
        sql.sql("update history.fact_credential set " + assignment
                        + ", event_ids = event_ids || ?::uuid where credential_id = ?")
                .params(all)
                .update();
    }

    private static OffsetDateTime at(Occurred occurred) {
        return occurred.at().atOffset(ZoneOffset.UTC);
    }
}
