package org.anamnesis.command.care.session;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.command.support.facts.Supervisions;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.rules.Entitlement;
import org.anamnesis.events.rules.Licence;
import org.anamnesis.events.rules.Supervision;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialId;
import org.anamnesis.events.workforce.TherapistId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Credentials as the events have told of them, each folded as whoever judges later folds it. */
@Component
class PostgresCredentials implements Credentials, FactTable {

    private final JdbcClient sql;
    private final EventSerializer json;
    private final Supervisions supervisions;

    PostgresCredentials(@Qualifier("commands") JdbcClient sql, EventSerializer json, Supervisions supervisions) {
        this.sql = sql;
        this.supervisions = supervisions;
        this.json = json;
    }

    @Override
    public Entitlement entitlement(UUID clinic, TherapistId therapistId, Entitlement.Question question) {
        var held = sql.sql("""
                        select licence from history.fact_credential where therapist_id = ? and clinic = ?
                        order by credential_id for share""")
                .params(therapistId.value(), clinic)
                .query((row, i) -> read(row.getString("licence")))
                .list();
        var agreed = held.stream().anyMatch(Licence::needsSupervision)
                ? supervisions.of(clinic, therapistId)
                : List.<Supervision>of();
        return Entitlement.judge(held, agreed, question);
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
        if (event instanceof CredentialAdded added) {
            sql.sql("""
                            insert into history.fact_credential (clinic, credential_id, therapist_id, licence)
                            values (?, ?, ?, cast(? as jsonb))""")
                    .params(
                            recorded.clinic(),
                            added.credentialId().value(),
                            added.therapistId().value(),
                            written(Licence.of(added, recorded.eventId())))
                    .update();
        } else {
            find(event.credentialId())
                    .ifPresent(before -> sql.sql(
                                    "update history.fact_credential set licence = cast(? as jsonb) where credential_id = ?")
                            .params(
                                    written(before.after(event, recorded.eventId())),
                                    event.credentialId().value())
                            .update());
        }
    }

    /** Nobody books by it until it has changed. */
    private Optional<Licence> find(CredentialId credentialId) {
        return sql.sql("select licence from history.fact_credential where credential_id = ? for no key update")
                .param(credentialId.value())
                .query((row, i) -> read(row.getString("licence")))
                .optional();
    }

    private Licence read(String licence) {
        return json.getObjectMapper().readValue(licence, Licence.class);
    }

    private String written(Licence licence) {
        return json.getObjectMapper().writeValueAsString(licence);
    }
}
