package org.anamnesis.query.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads who looked at what, up to the last record that is taken into account; as much at a time as is wanted. */
@Component
public class AccessRecords {

    private static final int AT_ONCE = 500;

    private final JdbcClient sql;

    AccessRecords(@Qualifier("questions") DataSource questions) {
        this.sql = JdbcClient.create(questions);
    }

    /**
     * One look.
     *
     * @param role in which it was permitted; none where it was not
     * @param client whose data was shown; none where it was a report as such
     * @param kind what was asked
     * @param asked how a report was asked for
     * @param answered how many rows were shown
     * @param outcome {@code PERMITTED}, or why not
     */
    public record AccessRecord(
            long id,
            Instant at,
            String actor,
            @Nullable String onBehalfOf,
            @Nullable String role,
            @Nullable UUID client,
            String kind,
            @Nullable String purpose,
            @Nullable String legalBasis,
            int answered,
            String outcome,
            @Nullable UUID breakGlass,
            String requestId,
            @Nullable UUID accessGrant,
            @Nullable String asked) {

        private static AccessRecord read(ResultSet row) throws SQLException {
            return new AccessRecord(
                    row.getLong("id"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("actor"),
                    row.getString("on_behalf_of"),
                    row.getString("role"),
                    row.getObject("client", UUID.class),
                    row.getString("kind"),
                    row.getString("purpose"),
                    row.getString("legal_basis"),
                    row.getInt("answered"),
                    row.getString("outcome"),
                    row.getObject("break_glass", UUID.class),
                    row.getString("request_id"),
                    row.getObject("access_grant", UUID.class),
                    row.getString("asked"));
        }
    }

    /**
     * Which looks are taken into account.
     *
     * @param bound the last one
     * @param asOf none that were taken later
     */
    public record Extent(UUID clinic, long bound, Instant asOf) {}

    /** Looks at a client's data, the oldest first. */
    public Stream<AccessRecord> ofClient(UUID client, long above, Extent extent) {
        return looks("client = :whose", client, above, extent);
    }

    /** Looks that somebody took, the oldest first. */
    public Stream<AccessRecord> by(String actor, long above, Extent extent) {
        return looks("actor = :whose", actor, above, extent);
    }

    /**
     * What was made of a grant of access. A report that was sent part by part is one answer.
     *
     * @param reads how many answers were given
     * @param rows how many rows they held
     * @param denied how often nothing was
     * @param copies how many of the answers were whole reports to be taken along
     */
    public record Use(
            long reads,
            long rows,
            long denied,
            long copies,
            @Nullable Instant last) {}

    /** What was made of a grant of access. Clients that a report shows are on record besides, and not counted. */
    public Use byGrant(UUID grant, Extent extent) {
        return within("""
                        select count(distinct asked) filter (where permitted and client is null)
                                + count(*) filter (where permitted and client is null and asked is null) reads,
                            coalesce(sum(answered) filter (where permitted and client is null), 0) rows,
                            count(*) filter (where not permitted) denied,
                            count(distinct asked) filter (where permitted and asked not like '%&format=json&%') copies,
                            max(at) filter (where permitted) last
                        from (select *, outcome = 'PERMITTED' as permitted from history.access_record) looks
                        where access_grant = :whose""", grant, extent)
                .query((row, i) -> new Use(
                        row.getLong("reads"),
                        row.getLong("rows"),
                        row.getLong("denied"),
                        row.getLong("copies"),
                        instant(row, "last")))
                .single();
    }

    /** How many answers were given because of one breaking of the glass. */
    public int becauseOf(UUID breakGlass, Extent extent) {
        return within("""
                        select count(distinct asked) + count(*) filter (where asked is null) from history.access_record
                        where break_glass = :whose and outcome = 'PERMITTED'""", breakGlass, extent).query(Integer.class).single();
    }

    private Stream<AccessRecord> looks(String condition, Object whose, long above, Extent extent) {
        return Parts.of(above, last -> part(condition, whose, last, extent), AccessRecord::id, AT_ONCE)
                .flatMap(List::stream);
    }

    private List<AccessRecord> part(String condition, Object whose, long above, Extent extent) {
        return within("""
                        select id, at, actor, on_behalf_of, role, client, kind, purpose, legal_basis, answered, outcome,
                            break_glass, request_id, access_grant, asked
                        from history.access_record
                        where %s and id > :above""".formatted(condition), whose, extent, "order by id limit :limit")
                .param("above", above)
                .param("limit", AT_ONCE)
                .query((row, i) -> AccessRecord.read(row))
                .list();
    }

    private StatementSpec within(String select, Object whose, Extent extent, String... more) {
        return sql.sql(select + " and clinic = :clinic and id <= :bound and at <= :asOf " + String.join(" ", more))
                .param("whose", whose)
                .param("clinic", extent.clinic())
                .param("bound", extent.bound())
                .param("asOf", extent.asOf().atOffset(ZoneOffset.UTC));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
