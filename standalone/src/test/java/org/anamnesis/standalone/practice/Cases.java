package org.anamnesis.standalone.practice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which things are an example of what. */
final class Cases {

    private final Map<Case, Set<UUID>> ids = new ConcurrentHashMap<>();

    void note(Case what, UUID id) {
        ids.computeIfAbsent(what, key -> new ConcurrentSkipListSet<>()).add(id);
    }

    /** The ids of what is a case of it, in the order of the ids. */
    List<UUID> of(Case what) {
        return List.copyOf(ids.getOrDefault(what, Set.of()));
    }
}
