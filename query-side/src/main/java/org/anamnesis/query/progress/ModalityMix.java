package org.anamnesis.query.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.care.ModalityShare;

/**
 * How the work was meant to be divided, and how it was.
 *
 * @param planned the shares of the plan in force now, whatever stretch is asked for; none where no plan is
 * @param delivered what was worked in during attended sessions
 * @param minutes all that was delivered
 * @param distance total variation distance of the two: half the sum of the differences of the shares, 0 (the same) to
 *     1 (nothing in common); null where nothing is planned or nothing was delivered
 */
record ModalityMix(List<PlannedModality> planned, List<DeliveredModality> delivered, Figure minutes, Figure distance) {

    private static final int WHOLE = 100;

    /**
     * What a modality is meant to have.
     *
     * @param share of the work, 0 to 1
     */
    record PlannedModality(Modality modality, Figure share) {}

    /**
     * What a modality had.
     *
     * @param minutes as recorded when the sessions were completed
     * @param share of all minutes delivered, 0 to 1
     */
    record DeliveredModality(Modality modality, Figure minutes, Figure share) {}

    static ModalityMix of(List<Visit> attended, List<Plan> plans) {
        var mix = Plan.inForce(plans, Instant.MAX).map(Plan::modalities).orElse(null);
        var shares = mix == null ? List.<ModalityShare>of() : mix.value();
        var minutes = new EnumMap<Modality, Integer>(Modality.class);
        var events = new EnumMap<Modality, List<Recorded<?>>>(Modality.class);
        for (var visit : attended) {
            for (var each : visit.held().delivered()) {
                minutes.merge(each.modality(), each.minutes(), Integer::sum);
                events.computeIfAbsent(each.modality(), key -> new ArrayList<>())
                        .add(visit.ended());
            }
        }
        var total = minutes.values().stream().mapToInt(Integer::intValue).sum();
        var all = events.values().stream().flatMap(List::stream).toList();
        return new ModalityMix(
                mix == null
                        ? List.of()
                        : shares.stream()
                                .map(each -> new PlannedModality(
                                        each.modality(), Figure.ratio(percent(each), WHOLE, List.of(mix.event()))))
                                .toList(),
                minutes.entrySet().stream()
                        .map(each -> new DeliveredModality(
                                each.getKey(),
                                Figure.of(each.getValue(), events.getOrDefault(each.getKey(), List.of())),
                                Figure.ratio(each.getValue(), total, all)))
                        .toList(),
                Figure.of(total, all),
                mix == null || total == 0
                        ? Figure.NOTHING
                        : Figure.ratio(
                                apart(shares, minutes, total),
                                2L * WHOLE * total,
                                Figure.both(all, List.of(mix.event()))));
    }

    /** The sum of the differences of the shares, times 100 and all minutes: a whole number. */
    private static long apart(List<ModalityShare> shares, Map<Modality, Integer> minutes, int total) {
        var sum = 0L;
        for (var modality : Modality.values()) {
            var planned = shares.stream()
                    .filter(each -> each.modality() == modality)
                    .mapToInt(ModalityMix::percent)
                    .sum();
            sum += Math.abs((long) planned * total - (long) WHOLE * minutes.getOrDefault(modality, 0));
        }
        return sum;
    }

    private static int percent(ModalityShare planned) {
        return planned.share() == null ? 0 : planned.share();
    }
}
