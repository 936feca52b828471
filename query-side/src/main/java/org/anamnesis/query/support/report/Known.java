package org.anamnesis.query.support.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.store.History;
import org.anamnesis.query.support.Occasion;

/** What of a clinic's history was known at one time, of how things were at another. */
public final class Known {

    private static final int AT_ONCE = 1000;

    private final History history;
    private final UUID clinic;
    private final long bound;
    private final Instant asOf;

    Known(History history, UUID clinic, long bound, Instant asOf) {
        this.history = history;
        this.clinic = clinic;
        this.bound = bound;
        this.asOf = asOf;
    }

    /** The position up to which it was known. */
    public long bound() {
        return bound;
    }

    /**
     * Everything of a kind that belongs to no client, such as credentials, in the order in which it was recorded; also
     * what takes effect later.
     */
    public List<Recorded<?>> register(String aggregateType) {
        return history.register(clinic, aggregateType, bound);
    }

    /** Some things' events, each one's in order. */
    public Map<UUID, List<Recorded<?>>> streams(Collection<UUID> aggregates) {
        return happened(history.ofAggregates(clinic, aggregates, bound).stream()).stream()
                .collect(groupingBy(Recorded::aggregateId, LinkedHashMap::new, toList()));
    }

    /** One client's record above a position; looked up as it is wanted. */
    public Stream<Recorded<?>> record(UUID client, long above) {
        return happening(parts(above, last -> history.ofClient(clinic, client, last, bound, AT_ONCE)));
    }

    /** Events of some kinds in some clients' records, in the order in which they were recorded. */
    public List<Recorded<?>> ofClients(Collection<UUID> clients, Collection<String> aggregateTypes) {
        return happened(history.ofClients(clinic, clients, aggregateTypes, bound).stream());
    }

    /** What somebody has done above a position, in the order in which it was recorded; looked up as it is wanted. */
    public Stream<Recorded<?>> by(String actor, long above) {
        return parts(above, last -> history.by(clinic, actor, last, bound, AT_ONCE));
    }

    private static Stream<Recorded<?>> parts(long begin, LongFunction<List<Recorded<?>>> above) {
        return Stream.iterate(
                        above.apply(begin),
                        part -> !part.isEmpty(),
                        part -> part.size() < AT_ONCE
                                ? List.<Recorded<?>>of()
                                : above.apply(part.getLast().position()))
                .flatMap(List::stream);
    }

    private Stream<Recorded<?>> happening(Stream<Recorded<?>> events) {
        return events.filter(recorded -> !Occasion.occurredAt(recorded).isAfter(asOf));
    }

    private List<Recorded<?>> happened(Stream<Recorded<?>> events) {
        return happening(events).toList();
    }
}
