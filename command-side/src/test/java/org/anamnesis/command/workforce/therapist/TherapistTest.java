package org.anamnesis.command.workforce.therapist;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.ABSENCE_REASON;
import static org.anamnesis.events.Label.COMPETENCE_EVIDENCE;
import static org.anamnesis.events.Label.THERAPIST_EMAIL;
import static org.anamnesis.events.Label.THERAPIST_NAME;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.workforce.therapist.TherapistCommand.DeclareCompetence;
import org.anamnesis.command.workforce.therapist.TherapistCommand.RecordAbsence;
import org.anamnesis.command.workforce.therapist.TherapistCommand.RegisterTherapist;
import org.anamnesis.command.workforce.therapist.TherapistCommand.SetAvailability;
import org.anamnesis.events.Code;
import org.anamnesis.events.WeeklyHours;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.TherapistEvent;
import org.anamnesis.events.workforce.TherapistEvent.CompetenceDeclared;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAbsenceRecorded;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAvailabilitySet;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class TherapistTest {

    @Test
    void a_therapist_begins_with_a_sealed_name() {
        new AggregateTestFixture<>(Therapist.class)
                .registerInjectableResources(GLASS_VAULT)
                .givenNoPriorActivity()
                .when(new RegisterTherapist(DR_WOLF, secret("Dr Wolf"), secret("wolf@example.org"), "clinician"))
                .expectEvents(new TherapistRegistered(
                        DR_WOLF,
                        sealed(DR_WOLF, THERAPIST_NAME, "Dr Wolf"),
                        sealed(DR_WOLF, THERAPIST_EMAIL, "wolf@example.org"),
                        "clinician"));
    }

    private static final TherapistRegistered REGISTERED =
            new TherapistRegistered(DR_WOLF, sealed(DR_WOLF, THERAPIST_NAME, "Dr Wolf"), null, "clinician");
    private static final TherapistRegistered SOMEBODY_ELSE =
            new TherapistRegistered(DR_WOLF, sealed(DR_WOLF, THERAPIST_NAME, "Dr Wolf"), null, "somebody");

    private static FixtureConfiguration<Therapist> asked(Role role) {
        return new AggregateTestFixture<>(Therapist.class).registerInjectableResources(by(role), GLASS_VAULT);
    }

    @Test
    void a_clinician_tells_of_their_own_training_hours_and_absences() {
        var mornings = List.of(new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(8, 0), LocalTime.NOON));
        var absence =
                new RecordAbsence(DR_WOLF, Moment.read("2026-12-24"), Moment.read("2026-12-27"), secret("holiday"));

        asked(Role.CLINICIAN)
                .given(REGISTERED)
                .when(new DeclareCompetence(DR_WOLF, Modality.COGNITIVE, new Code("EXPOSURE"), secret("course 2019")))
                .expectEvents(new CompetenceDeclared(
                        DR_WOLF,
                        new Code("COGNITIVE"),
                        new Code("EXPOSURE"),
                        sealed(DR_WOLF, COMPETENCE_EVIDENCE, "course 2019")));
        asked(Role.CLINICIAN)
                .given(REGISTERED)
                .when(new SetAvailability(DR_WOLF, BERLIN, mornings))
                .expectEvents(new TherapistAvailabilitySet(DR_WOLF, BERLIN, mornings));
        asked(Role.CLINICIAN)
                .given(REGISTERED)
                .when(absence)
                .expectEvents(new TherapistAbsenceRecorded(
                        DR_WOLF,
                        Instant.parse("2026-12-23T23:00:00Z"),
                        Instant.parse("2026-12-26T23:00:00Z"),
                        sealed(DR_WOLF, ABSENCE_REASON, "holiday")));
        asked(Role.CLINICIAN).given(SOMEBODY_ELSE).when(absence).expectException(Problem.class);
        asked(Role.RECEPTION).given(SOMEBODY_ELSE).when(absence).expectSuccessfulHandlerExecution();
    }

    @Test
    void hours_and_absences_end_after_they_begin() {
        assertThatThrownBy(() -> new WeeklyHours(DayOfWeek.MONDAY, LocalTime.NOON, LocalTime.of(8, 0)))
                .hasMessage("hours end after they begin, on the same day");
        assertThatThrownBy(() -> new RecordAbsence(DR_WOLF, Moment.read("2026-12-24"), Moment.read("2026-12-24"), null))
                .hasMessage("to lies after from");
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(TherapistCommand.class, Therapist.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(TherapistEvent.class, Therapist.class, Therapist.CHANGES_NOTHING))
                .isEmpty();
    }
}
