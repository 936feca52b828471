package org.anamnesis.query.support.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.MayBeAboutClient;
import org.anamnesis.events.store.History;
import org.anamnesis.query.support.Occasion;
import org.anamnesis.query.support.Parts;

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

    /** Everything of a kind that belongs to no client, in the order in which it was recorded. */
    public List<Recorded<?>> ofKind(String aggregateType) {
        return happened(register(aggregateType).stream());
    }

    /**
     * The same with what takes effect later, for what is judged at moments of its own: licences, supervision and places.
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

    /** The same, client by client; none of those of whom there is nothing. */
    public Map<UUID, List<Recorded<?>>> byClient(Collection<UUID> clients, Collection<String> aggregateTypes) {
        return ofClients(clients, aggregateTypes).stream()
                .collect(groupingBy(recorded -> MayBeAboutClient.client(recorded.event())
                        .map(ClientId::value)
                        .orElseThrow()));
    }

    /**
     * What somebody had done above a position, whenever it takes effect, in the order in which it was recorded; looked up
     * as it is wanted.
     */
    public Stream<Recorded<?>> by(String actor, long above) {
        return parts(above, last -> history.by(clinic, actor, last, bound, AT_ONCE))
                .filter(recorded -> !recorded.recordedAt().isAfter(asOf));
    }

    private static Stream<Recorded<?>> parts(long begin, Function<Long, List<Recorded<?>>> above) {
        return Parts.of(begin, above, Recorded::position, AT_ONCE).flatMap(List::stream);
    }

    private Stream<Recorded<?>> happening(Stream<Recorded<?>> events) {
        return events.filter(recorded -> !Occasion.occurredAt(recorded).isAfter(asOf));
    }

    private List<Recorded<?>> happened(Stream<Recorded<?>> events) {
        return happening(events).toList();
    }
}
