package org.anamnesis.command.support.facts;

import java.util.Arrays;
import java.util.UUID;
import org.anamnesis.command.support.General;
import org.anamnesis.command.support.Refused;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.events.workforce.TherapistId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who works here as a therapist. */
@Component
public class Therapists implements FactTable {

    private final JdbcClient sql;

    Therapists(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Demands that a therapist is known, and was not erased.
     *
     * @param field where in the command the id stands
     */
    public void demand(UUID clinic, TherapistId therapistId, String field) {
        var erased = sql.sql(
                        "select erased from history.fact_therapist where therapist_id = ? and clinic = ? for share")
                .params(therapistId.value(), clinic)
                .query(Boolean.class)
                .optional();
        if (erased.orElseThrow(Unknown.id(field))) {
            throw Refused.because(General.ILLEGAL_STATE, "the therapist was erased");
        }
    }

    @Override
    public String table() {
        return "fact_therapist";
    }

    @Override
    public void note(Recorded<?> recorded) {
        if (recorded.event() instanceof TherapistRegistered event) {
            sql.sql("insert into history.fact_therapist (clinic, therapist_id, account, event_id) values (?, ?, ?, ?)")
                    .params(Arrays.asList(
                            recorded.clinic(), event.therapistId().value(), event.account(), recorded.eventId()))
                    .update();
        }
        if (recorded.event() instanceof SubjectErased event) {
            sql.sql("update history.fact_therapist set erased = true where therapist_id = ?")
                    .param(event.subjectId().value())
                    .update();
        }
    }
}
