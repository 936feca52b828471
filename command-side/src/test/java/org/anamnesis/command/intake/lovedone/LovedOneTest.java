package org.anamnesis.command.intake.lovedone;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.CLIENT_BIRTH_DATE;
import static org.anamnesis.events.Label.CLIENT_NAME;
import static org.anamnesis.events.Label.LOVED_ONE_NAME;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BEN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.anamnesis.command.intake.lovedone.LovedOneCommand.NameLovedOne;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.LegalStatus;
import org.anamnesis.events.intake.LovedOneEvent;
import org.anamnesis.events.intake.LovedOneEvent.LovedOneNamed;
import org.anamnesis.events.intake.LovedOneId;
import org.anamnesis.events.intake.Relation;
import org.anamnesis.events.web.Role;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class LovedOneTest {

    private static final LovedOneId LOTTE = new LovedOneId(id(12));

    private final FixtureConfiguration<LovedOne> lovedOne = new AggregateTestFixture<>(LovedOne.class)
            .registerInjectableResources(
                    by(Role.RECEPTION),
                    GLASS_VAULT,
                    new TestFacts()
                            .given(new ClientRegistered(
                                    ANNA,
                                    sealed(ANNA, CLIENT_NAME, "Anna"),
                                    sealed(ANNA, CLIENT_BIRTH_DATE, "1990-04-01"),
                                    null,
                                    null,
                                    null,
                                    LegalStatus.ADULT,
                                    BERLIN_LAW))
                            .clients);

    @Test
    void who_somebody_is_is_sealed_under_their_own_key_and_not_the_clients() {
        lovedOne.givenNoPriorActivity()
                .when(new NameLovedOne(LOTTE, ANNA, Relation.PARTNER, secret("Lotte"), null))
                .expectEvents(
                        new LovedOneNamed(LOTTE, ANNA, Relation.PARTNER, sealed(LOTTE, LOVED_ONE_NAME, "Lotte"), null));
    }

    @Test
    void nobody_is_close_to_somebody_who_is_not_known() {
        lovedOne.givenNoPriorActivity()
                .when(new NameLovedOne(LOTTE, BEN, Relation.PARTNER, secret("Lotte"), null))
                .expectException(Unknown.class);
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(LovedOneCommand.class, LovedOne.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(LovedOneEvent.class, LovedOne.class, List.of()))
                .isEmpty();
    }
}
