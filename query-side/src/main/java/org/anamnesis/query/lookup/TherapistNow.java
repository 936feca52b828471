package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.events.Code;
import org.anamnesis.events.workforce.TherapistEvent.CompetenceDeclared;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAbsenceRecorded;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAvailabilitySet;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A therapist.
 *
 * @param availability the hours of each week in which the therapist sees clients; at any hour if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TherapistNow(
        TherapistId therapistId,
        @Nullable String name,
        @Nullable String email,
        List<Competence> competences,
        @Nullable AvailabilityNow availability) {

    /** What the therapist is trained in. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Competence(
            Code modality,
            @Nullable Code technique,
            @Nullable String evidence) {}

    static @Nullable TherapistNow fold(@Nullable TherapistNow before, Object event, Eyes eyes) {
        if (event instanceof TherapistRegistered registered) {
            return new TherapistNow(
                    registered.therapistId(),
                    eyes.read(registered.name()),
                    eyes.read(registered.email()),
                    List.of(),
                    null);
        }
        if (before == null) {
            return null;
        }
        return switch (event) {
            case CompetenceDeclared declared ->
                before.competent(
                        new Competence(declared.modality(), declared.technique(), eyes.read(declared.evidence())));
            case TherapistAvailabilitySet set ->
                before.available(AvailabilityNow.set(before.availability, set.zone(), set.weekly()));
            case TherapistAbsenceRecorded absence ->
                before.available(AvailabilityNow.away(before.availability, absence.from(), absence.to()));
            default -> before;
        };
    }

    private TherapistNow competent(Competence more) {
        return new TherapistNow(
                therapistId,
                name,
                email,
                Stream.concat(competences.stream(), Stream.of(more)).toList(),
                availability);
    }

    private TherapistNow available(AvailabilityNow now) {
        return new TherapistNow(therapistId, name, email, competences, now);
    }
}
