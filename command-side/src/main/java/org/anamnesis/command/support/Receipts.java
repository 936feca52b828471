package org.anamnesis.command.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.keys.KeyFile;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.InTransaction;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was answered under which idempotency key; written in the transaction that does what is answered. */
@Component
final class Receipts implements InTransaction {

    private final JdbcClient sql;
    private final KeyFile keys;
    private final EventSerializer json;

    Receipts(@Qualifier("commands") JdbcClient sql, KeyFile keys, EventSerializer json) {
        this.sql = sql;
        this.keys = keys;
        this.json = json;
    }

    /**
     * Takes the key for this request, or finds what was answered under it. While another transaction holds the key, this
     * waits for it to end.
     */
    Optional<Accepted> claim(Request request) {
        var hash = keys.hash(request.canonical().getBytes(UTF_8));
        int taken = sql.sql("""
                        insert into history.receipt (clinic, actor, key, request) values (?, ?, ?, ?)
                        on conflict do nothing""")
                .params(request.actor().clinic(), request.actor().id(), request.key(), hash)
                .update();
        if (taken == 1) {
            return Optional.empty();
        }
        return Optional.of(sql.sql(
                        "select request, answer from history.receipt where clinic = ? and actor = ? and key = ?")
                .params(request.actor().clinic(), request.actor().id(), request.key())
                .query((row, i) -> {
                    var answered = json.getObjectMapper().readValue(row.getBytes("answer"), Accepted.class);
                    if (!MessageDigest.isEqual(hash, row.getBytes("request"))) {
                        throw new Problem(
                                ProblemType.KEY_REUSED,
                                "Something else was asked under this Idempotency-Key; id tells what came of it.",
                                Map.of("id", answered.id()));
                    }
                    return answered;
                })
                .single());
    }

    void complete(Request request, Accepted accepted) {
        sql.sql("update history.receipt set answer = ?, about = ? where clinic = ? and actor = ? and key = ?")
                .params(
                        json.write(accepted),
                        new UUID[] {accepted.follows(), accepted.aggregate()},
                        request.actor().clinic(),
                        request.actor().id(),
                        request.key())
                .update();
    }

    /** The hash of what was asked about somebody goes with them; nobody can try any more what it may have been. */
    @Override
    public void note(Recorded<?> recorded) {
        if (recorded.event() instanceof SubjectErased event) {
            sql.sql("""
                            update history.receipt set request = '' where about && array(
                                select ?::uuid
                                union all select credential_id from history.fact_credential where therapist_id = ?)""")
                    .params(event.subjectId().value(), event.subjectId().value())
                    .update();
        }
    }
}
