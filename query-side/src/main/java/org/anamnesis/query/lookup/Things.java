package org.anamnesis.query.lookup;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.store.History;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Role;
import org.anamnesis.query.support.Hindsight;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Folds an aggregate's events into what it is now, for whoever may see it. */
@Component
final class Things {

    private final History history;
    private final Hindsight hindsight;
    private final Readers readers;

    Things(History history, Hindsight hindsight, Readers readers) {
        this.history = history;
        this.hindsight = hindsight;
        this.readers = readers;
    }

    /** What a thing becomes by an event; what is not about it changes nothing. */
    interface Fold<T> {
        @Nullable
        T fold(@Nullable T before, Object event, Eyes eyes);
    }

    /** What somebody may see of one thing's texts. */
    static final class Eyes {

        private final UUID aggregateId;
        private final Look look;

        private Eyes(UUID aggregateId, Look look) {
            this.aggregateId = aggregateId;
            this.look = look;
        }

        /** A text, if it is of a class that the asker may read. */
        @Nullable
        String read(@Nullable Sealed text) {
            return look.words(text, aggregateId);
        }

        /** A text, if the asker wrote it or may read what others write. */
        @Nullable
        String readBy(String author, Sealed text) {
            return look.wordsBy(author, text, aggregateId);
        }
    }

    /** A thing that belongs to no client, with its version, or 404 if there is none. */
    <T> ResponseEntity<T> one(Set<Role> permitted, UUID id, String field, Fold<T> fold) {
        return one(readers.demand(permitted), id, field, fold);
    }

    /** A thing in a client's record, or 404 if there is none that the asker may know of. */
    <T> ResponseEntity<T> oneOfClient(Set<Role> permitted, UUID id, String field, Fold<T> fold) {
        return one(readers.demandOf(permitted, id, field), id, field, fold);
    }

    /** The same as it was known at a time, now if none is named; 404 also if it was not known then. */
    <T> ResponseEntity<T> oneOfClient(
            Set<Role> permitted, UUID id, String field, @Nullable String knownAt, Fold<T> fold) {
        var look = readers.demandOf(permitted, id, field);
        var last = knownAt == null ? Long.MAX_VALUE : hindsight.position(knownAt);
        return one(look, id, field, last, fold);
    }

    /** A thing that somebody may look at, with its version, or 404 if there is none. */
    <T> ResponseEntity<T> one(Look look, UUID id, String field, Fold<T> fold) {
        return one(look, id, field, Long.MAX_VALUE, fold);
    }

    private <T> ResponseEntity<T> one(Look look, UUID id, String field, long last, Fold<T> fold) {
        var events = history.ofAggregate(look.clinic(), id).stream()
                .filter(recorded -> recorded.position() <= last)
                .toList();
        var now = folded(events, look, fold);
        if (now == null) {
            throw Problem.unknown(field);
        }
        return ResponseEntity.ok()
                .eTag(String.valueOf(events.getLast().sequence()))
                .body(now);
    }

    /** All things of a kind in a client's record, oldest first. */
    <T> Page<T> ofClient(Set<Role> permitted, UUID client, String aggregateType, Fold<T> fold) {
        var look = readers.demand(permitted, client);
        var byThing = history.ofClient(look.clinic(), client, aggregateType).stream()
                .collect(groupingBy(Recorded::aggregateId, LinkedHashMap::new, toList()));
        return new Page<>(
                byThing.values().stream()
                        .map(events -> folded(events, look, fold))
                        .filter(Objects::nonNull)
                        .toList(),
                null);
    }

    /** Some things of a kind, by id. */
    <T> Map<UUID, T> some(Look look, Collection<UUID> ids, Fold<T> fold) {
        var now = new HashMap<UUID, T>();
        history.ofAggregates(look.clinic(), ids).stream()
                .collect(groupingBy(Recorded::aggregateId))
                .forEach((id, events) -> {
                    var one = folded(events, look, fold);
                    if (one != null) {
                        now.put(id, one);
                    }
                });
        return now;
    }

    private <T> @Nullable T folded(List<Recorded<?>> events, Look look, Fold<T> fold) {
        T now = null;
        for (var recorded : events) {
            now = fold.fold(now, recorded.event(), new Eyes(recorded.aggregateId(), look));
        }
        return now;
    }
}
