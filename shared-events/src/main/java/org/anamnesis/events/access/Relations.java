package org.anamnesis.events.access;

import static java.util.stream.Collectors.toCollection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.privacy.ConsentType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How people stand to clients, from the facts that commands keep: as true as the last command that was answered. */
public final class Relations {

    private static final String OF_THEIRS = """
            select e.client_id, 'PRIMARY' as relation from history.fact_episode e
                join history.fact_therapist t on t.therapist_id = e.primary_therapist_id
                where t.account = :account and t.clinic = :clinic
            union select s.client_id, 'COVERING' from history.fact_session s
                join history.fact_therapist t on t.therapist_id = s.therapist_id
                where t.account = :account and t.clinic = :clinic and s.state <> 'CANCELLED'
            union select e.client_id, 'SUPERVISOR' from history.fact_episode e
                join history.fact_supervision v on v.supervisee_id = e.primary_therapist_id and v.ended_at is null
                join history.fact_therapist t on t.therapist_id = v.supervisor_id
                where t.account = :account and t.clinic = :clinic
            union select s.client_id, 'SUPERVISOR' from history.fact_session s
                join history.fact_supervision v on v.supervisee_id = s.therapist_id and v.ended_at is null
                join history.fact_therapist t on t.therapist_id = v.supervisor_id
                where t.account = :account and t.clinic = :clinic and s.state <> 'CANCELLED'""";

    private final JdbcClient sql;

    public Relations(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * How somebody stands to a client.
     *
     * @param consents what the client agrees to now
     * @param brokenGlass under which breaking of the glass the client's record is open to them now
     */
    public record Found(
            Set<Relation> relations,
            Set<ConsentType> consents,
            @Nullable UUID brokenGlass) {}

    /**
     * How somebody stands to a client; the same work whether there is such a client or not.
     *
     * @param account the sign-in that acts as a therapist
     */
    public Optional<Found> towards(UUID clinic, UUID client, String account) {
        return sql.sql("""
                        select exists (select from history.fact_client where client_id = :client and clinic = :clinic) as known,
                            array(select relation from (%s) theirs where client_id = :client) as relations,
                            exists (select from history.fact_episode where client_id = :client) as admitted,
                            array(select distinct type from history.fact_consent
                                where client_id = :client and clinic = :clinic and signed_at <= now()
                                    and (expires_at is null or expires_at > now())
                                    and (revoked_at is null or revoked_at > now())) as consents,
                            (select break_glass_id from history.fact_break_glass
                                where client_id = :client and clinic = :clinic and account = :account and until > now()
                                order by until desc limit 1) as broken_glass""".formatted(OF_THEIRS))
                .param("client", client)
                .param("clinic", clinic)
                .param("account", account)
                .query((row, i) -> row.getBoolean("known") ? Optional.of(found(row)) : Optional.<Found>empty())
                .single();
    }

    private static Found found(ResultSet row) throws SQLException {
        var relations = Arrays.stream(texts(row, "relations"))
                .map(Relation::valueOf)
                .collect(toCollection(() -> EnumSet.noneOf(Relation.class)));
        if (!row.getBoolean("admitted")) {
            relations.add(Relation.ADMITTING);
        }
        return new Found(
                relations,
                Arrays.stream(texts(row, "consents"))
                        .map(ConsentType::valueOf)
                        .collect(toCollection(() -> EnumSet.noneOf(ConsentType.class))),
                row.getObject("broken_glass", UUID.class));
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }

    /** The clients somebody stands to in these relations; a supervisor, while they consent to treatment. */
    public List<UUID> clientsOf(UUID clinic, String account, Set<Relation> relations) {
        return sql.sql("""
                        select distinct client_id from (%s) theirs where relation = any(:relations)
                            and (relation <> 'SUPERVISOR' or exists (
                                select from history.fact_consent c
                                where c.client_id = theirs.client_id and type = 'TREATMENT' and signed_at <= now()
                                    and (expires_at is null or expires_at > now())
                                    and (revoked_at is null or revoked_at > now())))""".formatted(OF_THEIRS))
                .param("clinic", clinic)
                .param("account", account)
                .param("relations", relations.stream().map(Relation::name).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    /** Whose record an aggregate belongs to, if it belongs to anybody's. */
    public Optional<UUID> clientOf(UUID clinic, UUID aggregate) {
        return sql.sql("""
                        select client from history.event
                        where aggregate_identifier = ? and clinic = ? order by sequence_number limit 1""")
                .params(aggregate, clinic)
                .query((row, i) -> Optional.ofNullable(row.getObject("client", UUID.class)))
                .optional()
                .flatMap(client -> client);
    }
}
