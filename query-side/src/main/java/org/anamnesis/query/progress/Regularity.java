package org.anamnesis.query.progress;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.query.progress.Plan.Setting;
import org.jspecify.annotations.Nullable;

/**
 * How regular attended sessions were under one cadence. A gap is the number of calendar days, where the session was,
 * between two attended sessions of one episode with none in between; it counts under the cadence that the plan in force
 * had when the second one began.
 *
 * @param cadence none: no plan was in force, or it had no cadence
 * @param plannedDays the planned gap
 * @param gaps how many there are
 * @param medianDays the median gap
 * @param deviationDays the median absolute deviation of the gaps from their median
 * @param regularity 1 − deviationDays ÷ plannedDays, at least 0; it tells even gaps from uneven ones, not long from
 *     short ones; null without a cadence
 * @param longGaps gaps of more than twice the planned one; none without a cadence
 */
record Regularity(
        @Nullable Cadence cadence,
        @Nullable Integer plannedDays,
        Figure gaps,
        Figure medianDays,
        Figure deviationDays,
        Figure regularity,
        List<LongGap> longGaps) {

    /** A gap of more than twice the planned one, between two sessions. */
    record LongGap(SessionId after, SessionId until, Figure days) {}

    private record Gap(Visit from, Visit to) {

        int days() {
            return (int) ChronoUnit.DAYS.between(from.day(), to.day());
        }

        List<Recorded<?>> events() {
            return List.of(from.ended(), to.ended());
        }
    }

    /** One for each cadence under which there was a gap, the oldest first. */
    static List<Regularity> of(List<Visit> attended, List<Plan> plans) {
        Map<Optional<Setting<Cadence>>, List<Gap>> gaps = new LinkedHashMap<>();
        Map<EpisodeId, Visit> before = new HashMap<>();
        for (var visit : attended) {
            var last = before.put(visit.episodeId(), visit);
            if (last != null) {
                var began = visit.held().startedAt();
                var cadence = Plan.inForce(plans, began).map(plan -> plan.cadence(began));
                gaps.computeIfAbsent(cadence, key -> new ArrayList<>()).add(new Gap(last, visit));
            }
        }
        return gaps.entrySet().stream()
                .map(each -> of(each.getKey().orElse(null), each.getValue()))
                .toList();
    }

    private static Regularity of(@Nullable Setting<Cadence> set, List<Gap> gaps) {
        var events = gaps.stream().flatMap(gap -> gap.events().stream()).toList();
        var days = gaps.stream().map(gap -> BigDecimal.valueOf(gap.days())).toList();
        var median = median(days);
        var deviation =
                median(days.stream().map(each -> each.subtract(median).abs()).toList());
        var planned = set == null ? null : days(set.value());
        var judged = Figure.both(events, set == null ? List.of() : List.of(set.event()));
        return new Regularity(
                set == null ? null : set.value(),
                planned,
                Figure.of(gaps.size(), events),
                Figure.of(median, events),
                Figure.of(deviation, events),
                planned == null ? Figure.NOTHING : index(deviation, BigDecimal.valueOf(planned), judged),
                gaps.stream()
                        .filter(gap -> planned != null && gap.days() > 2 * planned)
                        .map(gap -> new LongGap(
                                gap.from().sessionId(), gap.to().sessionId(), Figure.of(gap.days(), gap.events())))
                        .toList());
    }

    private static Figure index(BigDecimal deviation, BigDecimal planned, List<Recorded<?>> events) {
        return Figure.ratio(planned.subtract(deviation).max(BigDecimal.ZERO), planned, events);
    }

    private static int days(Cadence cadence) {
        return cadence.every() * (cadence.unit() == Cadence.Unit.WEEKS ? 7 : 1);
    }

    private static BigDecimal median(List<BigDecimal> values) {
        var sorted = values.stream().sorted().toList();
        return Stream.of(sorted.get((sorted.size() - 1) / 2), sorted.get(sorted.size() / 2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.TWO);
    }
}
