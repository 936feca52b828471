package org.anamnesis.events.workforce;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.anamnesis.events.Code;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.WeeklyHours;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a therapist's employment. */
public sealed interface TherapistEvent {

    TherapistId therapistId();

    /**
     * Somebody began to work here as a therapist.
     *
     * @param account the token subject that acts as this therapist
     */
    record TherapistRegistered(
            TherapistId therapistId,
            Sealed name,
            @Nullable Sealed email,
            @Nullable String account) implements TherapistEvent {}

    /**
     * The therapist is trained in something.
     *
     * @param modality e.g. {@code COGNITIVE}
     * @param technique one of its techniques; all of them if none is named
     * @param evidence what shows it
     */
    record CompetenceDeclared(
            TherapistId therapistId,
            Code modality,
            @Nullable Code technique,
            @Nullable Sealed evidence) implements TherapistEvent {}

    /**
     * The hours of each week in which the therapist sees clients; they replace earlier ones.
     *
     * @param weekly none where the therapist sees nobody at all
     */
    record TherapistAvailabilitySet(TherapistId therapistId, ZoneId zone, List<WeeklyHours> weekly)
            implements TherapistEvent {}

    /** The therapist is away for a time; the end does not belong to it. */
    record TherapistAbsenceRecorded(
            TherapistId therapistId,
            Instant from,
            Instant to,
            @Nullable Sealed reason) implements TherapistEvent {}
}
