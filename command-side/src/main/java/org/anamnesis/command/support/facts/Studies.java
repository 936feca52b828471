package org.anamnesis.command.support.facts;

import static org.anamnesis.command.support.facts.Columns.instantIfAny;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.research.StudyEvent.StudyApproved;
import org.anamnesis.events.research.StudyEvent.StudyEnded;
import org.anamnesis.events.research.StudyId;
import org.anamnesis.events.rules.Fact;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For which studies data may be handed out, and until when. */
@Component
public class Studies implements FactTable {

    private final JdbcClient sql;

    Studies(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    /** What is known of one. */
    private record Known(LocalDate ends, @Nullable Instant endedAt, UUID evidence) {}

    /**
     * Whether data may be handed out on a day for one that nobody ends until the decision is stored.
     *
     * @param field where in the command the id stands
     */
    public Fact running(UUID clinic, StudyId study, LocalDate today, String field) {
        var known = sql.sql("""
                        select ends, ended_at, event_id from history.fact_study
                        where study_id = ? and clinic = ? for share""")
                .params(study.value(), clinic)
                .query((row, i) -> new Known(
                        row.getObject("ends", LocalDate.class),
                        instantIfAny(row, "ended_at"),
                        row.getObject("event_id", UUID.class)))
                .optional()
                .orElseThrow(Unknown.id(field));
        if (known.endedAt() != null) {
            return Fact.fails("the study was ended");
        }
        return today.isAfter(known.ends())
                ? Fact.fails("the study was approved until " + known.ends())
                : Fact.holds("the study is approved until " + known.ends(), known.evidence());
    }

    @Override
    public String table() {
        return "fact_study";
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case StudyApproved event ->
                sql.sql("insert into history.fact_study (clinic, study_id, ends, event_id) values (?, ?, ?, ?)")
                        .params(
                                recorded.clinic(),
                                event.studyId().value(),
                                event.protocol().ends(),
                                recorded.eventId())
                        .update();
            case StudyEnded event ->
                sql.sql("update history.fact_study set ended_at = ? where study_id = ?")
                        .params(
                                event.endedAt().atOffset(ZoneOffset.UTC),
                                event.studyId().value())
                        .update();
            default -> {}
        }
    }
}
