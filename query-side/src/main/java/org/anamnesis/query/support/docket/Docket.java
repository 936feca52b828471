package org.anamnesis.query.support.docket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.Parts;
import org.anamnesis.query.support.docket.DocketEntry.Kind;
import org.anamnesis.query.support.report.Inquiry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what began in a stretch of time, a part at a time, however much it is. */
@Component
public class Docket {

    /** As reports name where their rows were found. */
    public static final String SOURCE = DocketFold.VIEW;

    private static final int AT_ONCE = 200;

    private final JdbcClient sql;
    private final Freshness freshness;

    Docket(@Qualifier("questions") DataSource questions, Freshness freshness) {
        this.sql = JdbcClient.create(questions);
        this.freshness = freshness;
    }

    /**
     * What is asked.
     *
     * @param from the first moment, if there is one
     * @param to the first moment that is too late, if there is one
     * @param therapist only what is this therapist's
     * @param bound only what was known up to this position
     * @param after the key of what was told last; where it was something of an entry, that entry is told once more
     */
    public record Question(
            UUID clinic,
            Kind kind,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UUID therapist,
            long bound,
            @Nullable String after) {}

    /** The entries, in parts that are looked up as they are wanted; in the order of their keys. */
    public Stream<List<DocketEntry>> parts(Question question) {
        freshness.awaitAll(DocketFold.VIEW, question.bound());
        return Parts.of(After.begin(question), after -> part(question, after), After::of, AT_ONCE);
    }

    /** After what an entry is told. */
    private record After(@Nullable Instant at, UUID thing, long position) {

        static After begin(Question question) {
            return question.after() == null
                    ? new After(question.from(), new UUID(0, 0), 0)
                    : read(question.after().split("/", 3));
        }

        static After of(DocketEntry entry) {
            return new After(entry.at(), entry.thingId(), entry.position());
        }

        private static After read(String... key) {
            try {
                return new After(Instant.parse(key[0]), UUID.fromString(key[1]), key.length == 2 ? Long.MAX_VALUE : 0);
            } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException nonsense) {
                throw Inquiry.unknownCursor();
            }
        }
    }

    private List<DocketEntry> part(Question question, After after) {
        return sql.sql("""
                        select event_id, clinic, kind, thing_id, client_id, therapist_id, at, position from views.docket_1
                        where clinic = :clinic and kind = :kind and position <= :bound
                            and (at, thing_id, position) > (:at, :thing, :position)
                            and at >= :from and at < :to
                            and (cast(:therapist as uuid) is null or therapist_id = :therapist)
                        order by at, thing_id, position limit :limit""")
                .param("clinic", question.clinic())
                .param("kind", question.kind().name())
                .param("bound", question.bound())
                .param("at", time(after.at(), OffsetDateTime.MIN))
                .param("thing", after.thing())
                .param("position", after.position())
                .param("from", time(question.from(), OffsetDateTime.MIN))
                .param("to", time(question.to(), OffsetDateTime.MAX))
                .param("therapist", question.therapist())
                .param("limit", AT_ONCE)
                .query((row, i) -> entry(row))
                .list();
    }

    private static OffsetDateTime time(@Nullable Instant at, OffsetDateTime otherwise) {
        return at == null ? otherwise : at.atOffset(ZoneOffset.UTC);
    }

    private static DocketEntry entry(ResultSet row) throws SQLException {
        return new DocketEntry(
                row.getObject("event_id", UUID.class),
                row.getObject("clinic", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getObject("thing_id", UUID.class),
                row.getObject("client_id", UUID.class),
                row.getObject("therapist_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("position"));
    }
}
