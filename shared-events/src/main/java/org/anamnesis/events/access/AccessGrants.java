package org.anamnesis.events.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.events.governance.GrantState;
import org.anamnesis.events.governance.Scope;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.workforce.TherapistId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What outside bodies were granted, from the facts that commands keep: as true as the last command that was answered. */
public final class AccessGrants {

    private final JdbcClient sql;

    public AccessGrants(JdbcClient sql) {
        this.sql = sql;
    }

    /** A grant, and how things stand with it now. */
    public record Found(UUID grantId, GrantState state, Scope scope, boolean copies, boolean identities) {

        public boolean isLive() {
            return state == GrantState.LIVE;
        }
    }

    /** The grant with this id, by the database's clock. */
    public Optional<Found> find(UUID clinic, UUID grantId) {
        return sql.sql("""
                        select grant_id, therapists, clients, first_day, end_day, reports, begins_at, until, ended_at, copies,
                            identities, now() as now
                        from history.fact_access_grant where grant_id = ? and clinic = ?""")
                .params(grantId, clinic)
                .query((row, i) -> found(row))
                .optional();
    }

    /** Whether a grant opens anything now. */
    public boolean isLive(UUID clinic, UUID grantId) {
        return find(clinic, grantId).filter(Found::isLive).isPresent();
    }

    /**
     * Whether a scope reaches into a client's record: whether it is open for the client, and where it is limited to some
     * therapists' work or some days, whether there is a session among these.
     *
     * @param zone the clinic's
     */
    public boolean reaches(UUID clinic, Scope scope, UUID client, ZoneId zone) {
        var isForSome = !scope.therapists().isEmpty() || scope.from() != null || scope.to() != null;
        return sql.sql("""
                        select exists (select from history.fact_client where client_id = :client and clinic = :clinic)
                            and (:all or :client = any(:clients))
                            and (not :isForSome or exists (
                                select from history.fact_session
                                where client_id = :client and clinic = :clinic
                                    and (:everybodys or therapist_id = any(:therapists))
                                    and (cast(:from as timestamptz) is null or lower(during) >= cast(:from as timestamptz))
                                    and (cast(:to as timestamptz) is null or lower(during) < cast(:to as timestamptz))))""")
                .param("client", client)
                .param("clinic", clinic)
                .param("all", scope.clients().isEmpty())
                .param("clients", scope.clients().stream().map(ClientId::value).toArray(UUID[]::new))
                .param("isForSome", isForSome)
                .param("everybodys", scope.therapists().isEmpty())
                .param(
                        "therapists",
                        scope.therapists().stream().map(TherapistId::value).toArray(UUID[]::new))
                .param("from", beginning(scope.from(), zone))
                .param("to", beginning(scope.to(), zone))
                .query(Boolean.class)
                .single();
    }

    private static @Nullable OffsetDateTime beginning(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toOffsetDateTime();
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getObject("grant_id", UUID.class),
                GrantState.at(
                        instant(row, "now"),
                        instant(row, "begins_at"),
                        instant(row, "until"),
                        row.getObject("ended_at") == null ? null : instant(row, "ended_at")),
                new Scope(
                        ids(row, "therapists").stream().map(TherapistId::new).toList(),
                        ids(row, "clients").stream().map(ClientId::new).toList(),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("end_day", LocalDate.class),
                        List.of((String[]) row.getArray("reports").getArray())),
                row.getBoolean("copies"),
                row.getBoolean("identities"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<UUID> ids(ResultSet row, String column) throws SQLException {
        return List.of((UUID[]) row.getArray(column).getArray());
    }
}
