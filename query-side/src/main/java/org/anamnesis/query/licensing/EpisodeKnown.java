package org.anamnesis.query.licensing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.CareEpisodeEvent.Discharged;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthAgreed;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;

/**
 * An episode as far as it is known.
 *
 * @param ends when its sessions ended, in order
 * @param agreement when a length of treatment was agreed for the first time
 */
record EpisodeKnown(
        EpisodeOpened opened, List<Instant> ends, Optional<Recorded<?>> agreement, Optional<Instant> discharged) {

    static EpisodeKnown of(EpisodeOpened opened, List<Recorded<?>> record) {
        var id = opened.episodeId();
        var sessions = record.stream()
                .map(Recorded::event)
                .filter(SessionBooked.class::isInstance)
                .map(SessionBooked.class::cast)
                .filter(booked -> booked.episodeId().equals(id))
                .map(booked -> booked.sessionId().value())
                .toList();
        return new EpisodeKnown(
                opened,
                record.stream()
                        .filter(recorded -> isOneOf(sessions, recorded))
                        .map(recorded ->
                                ((SessionCompleted) recorded.event()).occurred().at())
                        .sorted()
                        .toList(),
                record.stream()
                        .filter(recorded -> recorded.event() instanceof TreatmentLengthAgreed agreed
                                && agreed.episodeId().equals(id))
                        .findFirst(),
                record.stream()
                        .map(Recorded::event)
                        .filter(Discharged.class::isInstance)
                        .map(Discharged.class::cast)
                        .filter(discharged -> discharged.episodeId().equals(id))
                        .map(discharged -> discharged.occurred().at())
                        .findFirst());
    }

    private static boolean isOneOf(List<UUID> sessions, Recorded<?> recorded) {
        return recorded.event() instanceof SessionCompleted && sessions.contains(recorded.aggregateId());
    }

    /** How many sessions had ended when the length of treatment was agreed. */
    Optional<Integer> endedBeforeAgreement() {
        return agreement.map(recorded -> {
            var at = ((TreatmentLengthAgreed) recorded.event()).occurred().at();
            return (int) ends.stream().filter(end -> end.isBefore(at)).count();
        });
    }

    /** The so-manieth day with a session, if there were so many. */
    Optional<LocalDate> sessionDay(int number, ZoneId zone) {
        return ends.stream()
                .map(end -> end.atZone(zone).toLocalDate())
                .distinct()
                .skip(number - 1L)
                .findFirst();
    }
}
