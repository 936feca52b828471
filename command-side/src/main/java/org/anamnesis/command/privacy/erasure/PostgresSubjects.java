package org.anamnesis.command.privacy.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.SubjectId;
import org.anamnesis.events.privacy.SubjectKind;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The same by the facts that events have made. */
@Component
final class PostgresSubjects implements Subjects {

    /** Somebody who stands in a client's record: the client, or a loved one. */
    private static final String IN_A_RECORD = """
            select c.client_id, c.held, s.erased,
                exists (select from history.fact_episode where client_id = c.client_id and ended_at is null) open,
                coalesce((select max(ended_at) from history.fact_episode where client_id = c.client_id),
                    c.registered_at) closed_at
            from\s""";

    private final JdbcClient sql;

    PostgresSubjects(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    /** Somebody who was erased, and in which clinic. */
    record Forgotten(UUID clinic, SubjectId subjectId) {}

    @Override
    public Known alone(UUID clinic, SubjectId subjectId, String field) {
        lock(clinic, subjectId);
        return client(clinic, subjectId)
                .or(() -> lovedOne(clinic, subjectId))
                .or(() -> therapist(clinic, subjectId))
                .orElseThrow(Unknown.id(field));
    }

    /** In statements of their own: what is read afterwards is then as whoever was faster has left it. */
    private void lock(UUID clinic, SubjectId subjectId) {
        for (var rows : List.of(
                """
                fact_client where clinic = ? and client_id in (
                    select ?::uuid union all select client_id from history.fact_loved_one where loved_one_id = ?)""",
                "fact_loved_one where clinic = ? and loved_one_id in (?, ?)",
                "fact_therapist where clinic = ? and therapist_id in (?, ?)")) {
            sql.sql("select 1 from history." + rows + " for no key update")
                    .params(clinic, subjectId.value(), subjectId.value())
                    .query(Integer.class)
                    .list();
        }
    }

    private Optional<Known> client(UUID clinic, SubjectId id) {
        return sql.sql(IN_A_RECORD + """
                        history.fact_client c join history.fact_client s using (client_id)
                        where c.client_id = ? and c.clinic = ?""")
                .params(id.value(), clinic)
                .query((row, i) -> known(row, id, SubjectKind.CLIENT))
                .optional();
    }

    private Optional<Known> lovedOne(UUID clinic, SubjectId id) {
        return sql.sql(IN_A_RECORD + """
                        history.fact_client c join history.fact_loved_one s using (client_id)
                        where s.loved_one_id = ? and c.clinic = ?""")
                .params(id.value(), clinic)
                .query((row, i) -> known(row, id, SubjectKind.LOVED_ONE))
                .optional();
    }

    /** A therapist answers for the episodes of their clients, and for those in which they held or hold sessions. */
    private Optional<Known> therapist(UUID clinic, SubjectId id) {
        return sql.sql("""
                        select null::uuid client_id, t.erased, coalesce(bool_or(c.held), false) held,
                            coalesce(bool_or(e.ended_at is null), false) and count(e.episode_id) > 0 open,
                            max(e.ended_at) closed_at
                        from history.fact_therapist t
                            left join history.fact_episode e on (e.primary_therapist_id = t.therapist_id
                                or exists (select from history.fact_session s where s.episode_id = e.episode_id
                                    and s.therapist_id = t.therapist_id))
                                and not exists (select from history.fact_client gone
                                    where gone.client_id = e.client_id and gone.erased)
                            left join history.fact_client c on c.client_id = e.client_id
                        where t.therapist_id = ? and t.clinic = ? group by t.therapist_id""")
                .params(id.value(), clinic)
                .query((row, i) -> known(row, id, SubjectKind.THERAPIST))
                .optional();
    }

    private static Known known(ResultSet row, SubjectId id, SubjectKind kind) throws SQLException {
        var client = row.getObject("client_id", UUID.class);
        var closed = row.getObject("closed_at", OffsetDateTime.class);
        return new Known(
                id,
                kind,
                client == null ? null : new ClientId(client),
                row.getBoolean("erased"),
                row.getBoolean("held"),
                row.getBoolean("open"),
                closed == null ? null : closed.toInstant());
    }

    /** Those whose keys were destroyed, though the history does not say so: it is a copy from before. */
    List<Forgotten> unknownToHistory() {
        return sql.sql("""
                        select clinic, subject from keys.erased join (
                            select clinic, client_id subject from history.fact_client where not erased
                            union all select clinic, loved_one_id from history.fact_loved_one where not erased
                            union all select clinic, therapist_id from history.fact_therapist where not erased
                        ) known using (subject)""")
                .query((row, i) -> new Forgotten(
                        row.getObject("clinic", UUID.class), new SubjectId(row.getObject("subject", UUID.class))))
                .list();
    }
}
