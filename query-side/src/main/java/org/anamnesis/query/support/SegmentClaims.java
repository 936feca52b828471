package org.anamnesis.query.support;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.anamnesis.events.schema.EventSerializer;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A view's segments, as whoever makes it again takes them from those who follow the history, and gives them back. */
final class SegmentClaims {

    private static final String OWNER = "rebuild";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AWAY = Duration.ofMinutes(1);

    private final String view;
    private final PooledStreamingEventProcessor processor;
    private final int initialSegments;
    private final JdbcClient sql;
    private final EventSerializer json;

    SegmentClaims(
            String view,
            PooledStreamingEventProcessor processor,
            int initialSegments,
            JdbcClient sql,
            EventSerializer json) {
        this.view = view;
        this.processor = processor;
        this.initialSegments = initialSegments;
        this.sql = sql;
        this.json = json;
    }

    /** Lets this process finish what it has in hand and put its segments down. Answers which these were. */
    Set<Integer> putDown() throws InterruptedException {
        var here = Set.copyOf(processor.processingStatus().keySet());
        here.forEach(id -> processor.releaseSegment(id, AWAY.toSeconds(), TimeUnit.SECONDS));
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!processor.processingStatus().isEmpty() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return here;
    }

    /** Lets this process take segments up again at once. */
    void takeUp(Set<Integer> ids) {
        ids.forEach(id -> {
            var unused = processor.claimSegment(id);
        });
    }

    /** Takes every segment from whoever has it: what others have in memory can no longer be stored. */
    void takeOver() {
        sql.sql("""
                        insert into views.token_entry (processor_name, segment)
                        select ?, segment from generate_series(0, ? - 1) segment
                        where not exists (select from views.token_entry where processor_name = ?)""").params(view, initialSegments, view).update();
        sql.sql("update views.token_entry set owner = ?, timestamp = ? where processor_name = ?")
                .params(OWNER, DateTimeUtils.formatInstant(AbstractTokenEntry.clock.instant()), view)
                .update();
    }

    /** Holds the segments for the rest of the transaction. Answers whether all are still taken over. */
    boolean hold() {
        return sql
                .sql("select coalesce(owner, '') from views.token_entry where processor_name = ? for update")
                .param(view)
                .query(String.class)
                .list()
                .stream()
                .allMatch(OWNER::equals);
    }

    /** Sets all segments to where the fresh table stands, free for whoever takes them first. */
    void moveTo(long position) {
        var token = json.serialize(new GlobalSequenceTrackingToken(position), byte[].class);
        sql.sql("update views.token_entry set token = ?, token_type = ? where processor_name = ?")
                .params(token.getData(), token.getType().getName(), view)
                .update();
        giveBack();
    }

    /** Frees what is still held. */
    void giveBack() {
        sql.sql("update views.token_entry set owner = null, timestamp = null where processor_name = ? and owner = ?")
                .params(view, OWNER)
                .update();
    }
}
