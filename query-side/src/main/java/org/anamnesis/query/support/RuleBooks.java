package org.anamnesis.query.support;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.governance.RuleProfileEvent;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.schema.ShippedRules;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.PostgresEventStore;
import org.springframework.stereotype.Component;

/**
 * Which rules clinics go by, folded from the history: as it is now, and as it was known at any position. There are few
 * events about rules, so those that were read are kept, and the history is read on from there once there is news.
 */
@Component
public class RuleBooks {

    private static final String RULES = "RuleProfile";
    private static final int AT_ONCE = 200;

    private final History history;
    private final PostgresEventStore store;
    private final RuleBook nothingChosen = RuleBook.of(ShippedRules.documents());
    private final Map<UUID, Read> read = new ConcurrentHashMap<>();

    RuleBooks(History history, PostgresEventStore store) {
        this.history = history;
        this.store = store;
    }

    /**
     * A clinic's events about rules.
     *
     * @param bound the position up to which the history was read
     * @param changes how often anything may have been added by then
     */
    private record Read(List<Recorded<?>> events, RuleBook book, long bound, long changes) {}

    /** A clinic's rules as the history says now, or did a moment ago. */
    public RuleBook now(UUID clinic) {
        var changes = store.changes();
        var before = before(clinic);
        return before.changes == changes ? before.book : readOn(clinic, before, history.bound(), changes).book;
    }

    /**
     * A clinic's rules as they were known at a position.
     *
     * @param position up to which the history is complete
     */
    public RuleBook knownAt(UUID clinic, long position) {
        var before = before(clinic);
        var known = before.bound < position ? readOn(clinic, before, position, before.changes) : before;
        return known.bound == position
                ? known.book
                : folded(nothingChosen, known.events.stream().filter(each -> each.position() <= position));
    }

    private Read before(UUID clinic) {
        return read.getOrDefault(clinic, new Read(List.of(), nothingChosen, 0, -1));
    }

    private Read readOn(UUID clinic, Read before, long bound, long changes) {
        var now = before;
        List<Recorded<?>> batch;
        do {
            var above = now.events.isEmpty() ? before.bound : Math.max(before.bound, last(now.events));
            batch = history.ofKind(clinic, RULES, above, bound, AT_ONCE);
            now = new Read(
                    Stream.concat(now.events.stream(), batch.stream()).toList(),
                    folded(now.book, batch.stream()),
                    bound,
                    changes);
        } while (batch.size() == AT_ONCE);
        read.put(clinic, now);
        return now;
    }

    private static long last(List<Recorded<?>> events) {
        return events.getLast().position();
    }

    private static RuleBook folded(RuleBook before, Stream<Recorded<?>> events) {
        return events.map(Recorded::event)
                .filter(RuleProfileEvent.class::isInstance)
                .map(RuleProfileEvent.class::cast)
                .reduce(before, RuleBook::after, (one, other) -> other);
    }
}
