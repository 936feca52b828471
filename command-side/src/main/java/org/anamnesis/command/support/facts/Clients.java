package org.anamnesis.command.support.facts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.anamnesis.command.support.General;
import org.anamnesis.command.support.Refused;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientEvent.LegalHoldPlaced;
import org.anamnesis.events.intake.ClientEvent.LegalHoldReleased;
import org.anamnesis.events.intake.ClientEvent.PrivacyNoticeGiven;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is a client, under which law, and since when they know how their data is used. */
@Component
public class Clients implements FactTable {

    private final JdbcClient sql;

    Clients(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    /** A client who is known. */
    public record Known(
            ClientId clientId,
            Jurisdiction jurisdiction,
            @Nullable Instant noticeGivenAt) {}

    /**
     * The client with this id, who was not erased; others may still read the same.
     *
     * @param field where in the command the id stands
     */
    public Known get(UUID clinic, ClientId clientId, String field) {
        return find(clinic, clientId, field, "for share");
    }

    /** The client with this id, who was not erased, and to whom nobody else opens anything meanwhile. */
    public Known alone(UUID clinic, ClientId clientId, String field) {
        return find(clinic, clientId, field, "for no key update");
    }

    private Known find(UUID clinic, ClientId clientId, String field, String lock) {
        return sql.sql("""
                        select jurisdiction, notice_given_at, erased from history.fact_client
                        where client_id = ? and clinic = ?
                        """ + lock)
                .params(clientId.value(), clinic)
                .query((row, i) -> {
                    if (row.getBoolean("erased")) {
                        throw Refused.because(General.ILLEGAL_STATE, "the client was erased");
                    }
                    var given = row.getObject("notice_given_at", OffsetDateTime.class);
                    return new Known(
                            clientId,
                            new Jurisdiction(row.getString("jurisdiction")),
                            given == null ? null : given.toInstant());
                })
                .optional()
                .orElseThrow(Unknown.id(field));
    }

    @Override
    public String table() {
        return "fact_client";
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case ClientRegistered event ->
                sql.sql("""
                                insert into history.fact_client
                                    (clinic, client_id, jurisdiction, registered_at, event_id)
                                values (?, ?, ?, ?, ?)""")
                        .params(
                                recorded.clinic(),
                                event.clientId().value(),
                                event.jurisdiction().code(),
                                recorded.recordedAt().atOffset(ZoneOffset.UTC),
                                recorded.eventId())
                        .update();
            case ClientDetailsCorrected event ->
                sql.sql("update history.fact_client set jurisdiction = ? where client_id = ?")
                        .params(event.jurisdiction().code(), event.clientId().value())
                        .update();
            case PrivacyNoticeGiven event ->
                sql.sql("""
                                update history.fact_client set notice_given_at = least(notice_given_at, ?)
                                where client_id = ?""")
                        .params(
                                event.occurred().at().atOffset(ZoneOffset.UTC),
                                event.clientId().value())
                        .update();
            case LegalHoldPlaced event -> hold(true, event.clientId());
            case LegalHoldReleased event -> hold(false, event.clientId());
            case SubjectErased event ->
                sql.sql("update history.fact_client set erased = true where client_id = ?")
                        .param(event.subjectId().value())
                        .update();
            default -> {}
        }
    }

    private void hold(boolean held, ClientId clientId) {
        sql.sql("update history.fact_client set held = ? where client_id = ?")
                .params(held, clientId.value())
                .update();
    }
}
