package org.anamnesis.command.workforce.therapist;

import static org.anamnesis.events.Label.THERAPIST_EMAIL;
import static org.anamnesis.events.Label.THERAPIST_NAME;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.anamnesis.command.workforce.therapist.TherapistCommand.RegisterTherapist;
import org.anamnesis.events.workforce.TherapistEvent;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
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

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(TherapistCommand.class, Therapist.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(TherapistEvent.class, Therapist.class, Set.of()))
                .isEmpty();
    }
}
