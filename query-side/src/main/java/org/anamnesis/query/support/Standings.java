package org.anamnesis.query.support;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells how the views stand to the history, whichever nodes keep them: by what is in the database. */
@Component
final class Standings {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int COUNTED = 1000;

    private final Views views;
    private final JdbcClient sql;
    private Map<String, Standing> last = Map.of();
    private long asked = System.nanoTime() - FRESH.toNanos();

    Standings(Views views, @Qualifier("questions") DataSource questions) {
        this.views = views;
        this.sql = JdbcClient.create(questions);
    }

    /** How far a segment of a view has come. */
    private record Segment(String view, int id, long position) {}

    /** An event that not all of a view has reached, and for how long it has been there. */
    private record Recent(long position, UUID follows, double seconds) {}

    /** How each view stands now, or did a moment ago. */
    synchronized Map<String, Standing> now() {
        if (System.nanoTime() - asked >= FRESH.toNanos()) {
            last = ask();
            asked = System.nanoTime();
        }
        return last;
    }

    private Map<String, Standing> ask() {
        var segments = segments();
        var parked = parked();
        var standings = new TreeMap<String, Standing>();
        for (var view : views.names()) {
            standings.put(view, standing(segments.getOrDefault(view, List.of()), parked.getOrDefault(view, 0L)));
        }
        return standings;
    }

    private Standing standing(List<Segment> segments, long parked) {
        var above = segments.stream().mapToLong(Segment::position).min().orElse(0);
        var recent = recent(above);
        var missing = missing(segments, recent);
        return new Standing(
                recent.size() < COUNTED ? missing.size() : last() - above,
                missing.stream().mapToDouble(Recent::seconds).max().orElse(0),
                parked);
    }

    /** Of the events that not all segments have reached, those that their own has not. */
    private static List<Recent> missing(List<Segment> segments, List<Recent> recent) {
        if (segments.isEmpty()) {
            return recent;
        }
        var ids = segments.stream().mapToInt(Segment::id).sorted().toArray();
        var positions = segments.stream().collect(toMap(Segment::id, Segment::position));
        return recent.stream()
                .filter(event -> event.position() > positions.getOrDefault(Views.segment(ids, event.follows()), 0L))
                .toList();
    }

    private Map<String, List<Segment>> segments() {
        return sql
                .sql("select processor_name, segment, token, token_type from views.token_entry")
                .query((row, i) ->
                        new Segment(row.getString(1), row.getInt(2), views.token(row.getBytes(3), row.getString(4))))
                .list()
                .stream()
                .collect(groupingBy(Segment::view));
    }

    private List<Recent> recent(long above) {
        return sql.sql("""
                        select position, coalesce(client, aggregate_identifier),
                            greatest(0, extract(epoch from now() - recorded_at))
                        from history.event where position > ? order by position limit ?""")
                .params(above, COUNTED)
                .query((row, i) -> new Recent(row.getLong(1), row.getObject(2, UUID.class), row.getDouble(3)))
                .list();
    }

    private long last() {
        return sql.sql("select max(position) from history.event")
                .query(Long.class)
                .single();
    }

    private Map<String, Long> parked() {
        return sql
                .sql("select view, count(*) from views.parked group by view")
                .query((row, i) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
