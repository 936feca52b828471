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
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.store.History;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Role;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Folds an aggregate's events into what it is now, for whoever may see it. */
@Component
final class Things {

    private final History history;
    private final Readers readers;
    private final Vault vault;

    Things(History history, Readers readers, Vault vault) {
        this.history = history;
        this.readers = readers;
        this.vault = vault;
    }

    /** What a thing becomes by an event; what is not about it changes nothing. */
    interface Fold<T> {
        @Nullable
        T fold(@Nullable T before, Object event, Eyes eyes);
    }

    /** What somebody may see of one thing's texts. */
    final class Eyes {

        private final UUID aggregateId;
        private final boolean clinical;

        private Eyes(UUID aggregateId, boolean clinical) {
            this.aggregateId = aggregateId;
            this.clinical = clinical;
        }

        /** A text that all may read who may see the thing at all. */
        @Nullable
        String read(@Nullable Sealed text) {
            return text == null ? null : vault.open(text, aggregateId);
        }

        /** A text for those who treat or answer for the record. */
        @Nullable
        String clinical(@Nullable Sealed text) {
            return clinical ? read(text) : null;
        }
    }

    /** A thing with its version, or 404 if there is none that the asker may know of. */
    <T> ResponseEntity<T> one(Set<Role> permitted, UUID id, String field, Fold<T> fold) {
        var actor = readers.demand(permitted);
        var events = history.ofAggregate(actor.clinic(), id);
        var now = folded(events, actor, fold);
        if (now == null) {
            throw Problem.unknown(field);
        }
        return ResponseEntity.ok()
                .eTag(String.valueOf(events.getLast().sequence()))
                .body(now);
    }

    /** All things of a kind in a client's record, oldest first. */
    <T> Page<T> ofClient(Set<Role> permitted, UUID client, String aggregateType, Fold<T> fold) {
        var actor = readers.demand(permitted, client);
        var byThing = history.ofClient(actor.clinic(), client, aggregateType).stream()
                .collect(groupingBy(Recorded::aggregateId, LinkedHashMap::new, toList()));
        return new Page<>(
                byThing.values().stream()
                        .map(events -> folded(events, actor, fold))
                        .filter(Objects::nonNull)
                        .toList(),
                null);
    }

    /** Some things of a kind, by id. */
    <T> Map<UUID, T> some(Actor actor, Collection<UUID> ids, Fold<T> fold) {
        var now = new HashMap<UUID, T>();
        history.ofAggregates(actor.clinic(), ids).stream()
                .collect(groupingBy(Recorded::aggregateId))
                .forEach((id, events) -> {
                    var one = folded(events, actor, fold);
                    if (one != null) {
                        now.put(id, one);
                    }
                });
        return now;
    }

    private <T> @Nullable T folded(List<Recorded<?>> events, Actor actor, Fold<T> fold) {
        T now = null;
        for (var recorded : events) {
            now = fold.fold(now, recorded.event(), new Eyes(recorded.aggregateId(), actor.isAny(Readers.RECORD)));
        }
        return now;
    }
}
