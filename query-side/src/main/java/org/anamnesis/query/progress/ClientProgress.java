package org.anamnesis.query.progress;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.anamnesis.events.Recorded;

/**
 * How a client's treatment goes. Sessions belong to a stretch of time by their booked start, expressions with their
 * session; agreed lengths, plans and the planned mix are told whole. Minutes and days are whole numbers, shares and rates
 * 0 to 1.
 *
 * @param regularity one for each cadence under which there were sessions
 * @param lengths one for each episode
 */
record ClientProgress(
        UUID clientId,
        AttendanceFigures attendance,
        Continuity therapists,
        Continuity places,
        List<Regularity> regularity,
        Overruns overruns,
        List<LengthFigures> lengths,
        ExpressionFigures expressions,
        List<PlanFigures> plans,
        ModalityMix modalities) {

    /**
     * What a history comes to.
     *
     * @param history all events of one client, oldest first
     * @param asked which sessions count
     */
    static ClientProgress of(UUID client, List<? extends Recorded<?>> history, Predicate<Visit> asked) {
        var all = Visit.in(history);
        var visits = all.stream().filter(asked).toList();
        var attended = attended(visits);
        var plans = Plan.in(history);
        return new ClientProgress(
                client,
                AttendanceFigures.of(visits),
                Continuity.of(
                        attended, visit -> visit.appointment().therapistId().value()),
                Continuity.of(attended, visit -> visit.appointment().placeId().value()),
                Regularity.of(attended, plans),
                Overruns.of(attended),
                LengthFigures.of(history, attended(all)),
                ExpressionFigures.of(
                        history, visits.stream().map(Visit::sessionId).collect(toSet())),
                plans.stream().map(Plan::told).toList(),
                ModalityMix.of(attended, plans));
    }

    private static List<Visit> attended(List<Visit> visits) {
        return visits.stream()
                .filter(Visit::attended)
                .sorted(Visit.byBeginning())
                .toList();
    }
}
