package org.anamnesis.query.progress;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.EpisodeId;
import org.jspecify.annotations.Nullable;

/**
 * Whether attended sessions were with the same therapist, or at the same place, as last promised before each.
 *
 * @param modal who, or where, most of them were; of several the one of the latest session; null where none was attended
 * @param share attended sessions with the modal one ÷ attended, 0 to 1
 * @param sequential attended sessions with the same one as at the attended session before in the same episode ÷
 *     attended sessions that have one before, 0 to 1
 */
record Continuity(@Nullable UUID modal, Figure share, Figure sequential) {

    /** Of attended sessions, by their beginning. */
    static Continuity of(List<Visit> attended, Function<Visit, UUID> who) {
        var modal = modal(attended.stream().map(who).toList());
        var withModal = attended.stream()
                .filter(visit -> who.apply(visit).equals(modal))
                .count();
        var before = new HashMap<EpisodeId, Visit>();
        var compared = new HashSet<Recorded<?>>();
        var pairs = 0;
        var same = 0;
        for (var visit : attended) {
            var last = before.put(visit.episodeId(), visit);
            if (last != null) {
                compared.addAll(events(List.of(last, visit)));
                pairs++;
                same += who.apply(last).equals(who.apply(visit)) ? 1 : 0;
            }
        }
        return new Continuity(
                modal, Figure.ratio(withModal, attended.size(), events(attended)), Figure.ratio(same, pairs, compared));
    }

    private static @Nullable UUID modal(List<UUID> each) {
        var counts = each.stream().collect(groupingBy(Function.identity(), counting()));
        return counts.keySet().stream()
                .max(Comparator.<UUID>comparingLong(id -> counts.getOrDefault(id, 0L))
                        .thenComparingInt(each::lastIndexOf))
                .orElse(null);
    }

    private static List<Recorded<?>> events(List<Visit> visits) {
        var events = new ArrayList<Recorded<?>>();
        for (var visit : visits) {
            events.add(visit.promised());
            events.add(visit.ended());
        }
        return events;
    }
}
