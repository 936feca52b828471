package org.anamnesis.query.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.AgreedLength;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthAgreed;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthRevised;
import org.anamnesis.events.care.EpisodeId;

/**
 * How the length of one episode compares with what was agreed. The whole episode counts, whatever stretch is asked for.
 *
 * @param agreements what was agreed, the last one last
 * @param attended attended sessions of the episode
 * @param adherence attended ÷ sessions agreed last, above 1 when there were more; null where none or no number of
 *     sessions was agreed
 */
record LengthFigures(EpisodeId episodeId, List<LengthAgreement> agreements, Figure attended, Figure adherence) {

    /**
     * A length that was agreed.
     *
     * @param revision whether another one had been agreed before
     * @param sessionsBefore attended sessions of the episode that had ended by then
     */
    record LengthAgreement(
            AgreedLength length, boolean revision, Instant agreedAt, UUID event, Figure sessionsBefore) {}

    /** One for each episode in which a length was agreed or a session attended. */
    static List<LengthFigures> of(List<? extends Recorded<?>> history, List<Visit> attended) {
        Map<EpisodeId, List<Recorded<?>>> agreed = new LinkedHashMap<>();
        for (var recorded : history) {
            if (recorded.event() instanceof TreatmentLengthAgreed event) {
                agreed.computeIfAbsent(event.episodeId(), id -> new ArrayList<>())
                        .add(recorded);
            } else if (recorded.event() instanceof TreatmentLengthRevised event) {
                agreed.computeIfAbsent(event.episodeId(), id -> new ArrayList<>())
                        .add(recorded);
            }
        }
        attended.forEach(visit -> agreed.putIfAbsent(visit.episodeId(), List.of()));
        return agreed.entrySet().stream()
                .map(each -> of(
                        each.getKey(),
                        each.getValue(),
                        attended.stream()
                                .filter(visit -> visit.episodeId().equals(each.getKey()))
                                .toList()))
                .toList();
    }

    private static LengthFigures of(EpisodeId episode, List<Recorded<?>> agreed, List<Visit> attended) {
        var agreements = agreed.stream().map(each -> agreement(each, attended)).toList();
        var ends = attended.stream().<Recorded<?>>map(Visit::ended).toList();
        var last = agreements.isEmpty() ? null : agreements.getLast().length();
        var sessions = last == null || last.unit() != AgreedLength.Unit.SESSIONS ? null : last.value();
        return new LengthFigures(
                episode,
                agreements,
                Figure.count(ends),
                sessions == null
                        ? Figure.NOTHING
                        : Figure.ratio(ends.size(), sessions, Figure.both(ends, List.of(agreed.getLast()))));
    }

    private static LengthAgreement agreement(Recorded<?> recorded, List<Visit> attended) {
        return switch (recorded.event()) {
            case TreatmentLengthAgreed event ->
                agreement(recorded, event.length(), false, event.occurred().at(), attended);
            case TreatmentLengthRevised event ->
                agreement(recorded, event.to(), true, event.occurred().at(), attended);
            default -> throw new IllegalArgumentException(recorded.type());
        };
    }

    private static LengthAgreement agreement(
            Recorded<?> recorded, AgreedLength length, boolean revision, Instant at, List<Visit> attended) {
        var before = attended.stream()
                .filter(visit -> visit.held().occurred().at().isBefore(at))
                .map(Visit::ended)
                .toList();
        return new LengthAgreement(length, revision, at, recorded.eventId(), Figure.count(before));
    }
}
