package org.anamnesis.query.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    /** Looks at a client's data, the oldest first. */
    public Stream<AccessRecord> ofClient(UUID clinic, UUID client, long above, long bound) {
        return parts(above, last -> part("client = :whose", clinic, client, last, bound));
    }

    /** Looks that somebody took, the oldest first. */
    public Stream<AccessRecord> by(UUID clinic, String actor, long above, long bound) {
        return parts(above, last -> part("actor = :whose", clinic, actor, last, bound));
    }

    /** Looks that were taken by a grant, the oldest first. */
    public Stream<AccessRecord> byGrant(UUID clinic, UUID grant, long bound) {
        return parts(0, last -> part("access_grant = :whose", clinic, grant, last, bound));
    }

    /** How many answers were given because of one breaking of the glass. */
    public int becauseOf(UUID clinic, UUID breakGlass, long bound) {
        return (int) parts(0, last -> part("break_glass = :whose", clinic, breakGlass, last, bound))
                .filter(look -> look.outcome().equals("PERMITTED"))
                .count();
    }

    private static Stream<AccessRecord> parts(long begin, LongFunction<List<AccessRecord>> above) {
        return Stream.iterate(
                        above.apply(begin),
                        part -> !part.isEmpty(),
                        part -> part.size() < AT_ONCE
                                ? List.of()
                                : above.apply(part.getLast().id()))
                .flatMap(List::stream);
    }

    private List<AccessRecord> part(String condition, UUID clinic, Object whose, long above, long bound) {
        return sql.sql("""
                        select id, at, actor, on_behalf_of, role, client, kind, purpose, legal_basis, answered, outcome,
                            break_glass, request_id, access_grant, asked
                        from history.access_record
                        where %s and clinic = :clinic and id > :above and id <= :bound
                        order by id limit :limit""".formatted(condition))
                .param("whose", whose)
                .param("clinic", clinic)
                .param("above", above)
                .param("bound", bound)
                .param("limit", AT_ONCE)
                .query((row, i) -> AccessRecord.read(row))
                .list();
    }
}
