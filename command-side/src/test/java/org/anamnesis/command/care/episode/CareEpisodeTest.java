package org.anamnesis.command.care.episode;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.AGREED_LENGTH_WORDS;
import static org.anamnesis.events.Label.CLIENT_BIRTH_DATE;
import static org.anamnesis.events.Label.CLIENT_NAME;
import static org.anamnesis.events.Label.PLACE_NAME;
import static org.anamnesis.events.Label.PRESENTING_PROBLEM;
import static org.anamnesis.events.Label.THERAPIST_NAME;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.AS_USUAL;
import static org.anamnesis.fixtures.SampleClinic.BEN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.EPISODE;
import static org.anamnesis.fixtures.SampleClinic.GARDEN_ROOM;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.anamnesis.command.care.episode.CareEpisodeCommand.AgreeTreatmentLength;
import org.anamnesis.command.care.episode.CareEpisodeCommand.Discharge;
import org.anamnesis.command.care.episode.CareEpisodeCommand.OpenEpisode;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.events.Flag;
import org.anamnesis.events.care.AgreedLength;
import org.anamnesis.events.care.CareEpisodeEvent;
import org.anamnesis.events.care.CareEpisodeEvent.Discharged;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthAgreed;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthRevised;
import org.anamnesis.events.care.DischargeReason;
import org.anamnesis.events.care.ReferralSource;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.facility.PlaceKind;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.LegalStatus;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CareEpisodeTest {

    private final TestFacts facts = new TestFacts()
            .given(
                    new ClientRegistered(
                            ANNA,
                            sealed(ANNA, CLIENT_NAME, "Anna"),
                            sealed(ANNA, CLIENT_BIRTH_DATE, "1990-04-01"),
                            null,
                            null,
                            null,
                            LegalStatus.ADULT,
                            BERLIN_LAW),
                    new TherapistRegistered(DR_WOLF, sealed(DR_WOLF, THERAPIST_NAME, "Wolf"), null, null),
                    new PlaceRegistered(
                            GARDEN_ROOM,
                            sealed(GARDEN_ROOM, PLACE_NAME, "Garden"),
                            PlaceKind.ROOM,
                            BERLIN,
                            BERLIN_LAW,
                            null));

    private final FixtureConfiguration<CareEpisode> episode = new AggregateTestFixture<>(CareEpisode.class)
            .registerInjectableResources(
                    by(Role.CLINICIAN),
                    facts.clients,
                    facts.therapists,
                    facts.places,
                    facts.episodes,
                    facts.sessions,
                    GLASS_VAULT);

    private static OpenEpisode open(ClientId client, @Nullable Moment when) {
        return new OpenEpisode(
                EPISODE,
                client,
                ServiceType.PSYCHOTHERAPY,
                ReferralSource.GP,
                secret("alcohol"),
                DR_WOLF,
                GARDEN_ROOM,
                when);
    }

    private static final EpisodeOpened OPENED = new EpisodeOpened(
            EPISODE,
            ANNA,
            ServiceType.PSYCHOTHERAPY,
            ReferralSource.GP,
            sealed(ANNA, PRESENTING_PROBLEM, "alcohol"),
            DR_WOLF,
            GARDEN_ROOM,
            at(NOW),
            List.of());

    @Test
    void a_client_is_admitted() {
        episode.givenNoPriorActivity().when(open(ANNA, null)).expectEvents(OPENED);
    }

    @Test
    void a_client_has_one_open_episode_of_a_service() {
        facts.given(OPENED);

        episode.givenNoPriorActivity()
                .when(open(ANNA, Moment.of(NOW.plusSeconds(5))))
                .expectExceptionMessage("UNMET_PRECONDITION, UNMET_PRECONDITION");
    }

    @Test
    void nobody_is_admitted_who_is_not_registered() {
        episode.givenNoPriorActivity().when(open(BEN, null)).expectException(Unknown.class);
    }

    private static final TreatmentLengthAgreed AGREED = new TreatmentLengthAgreed(
            EPISODE,
            ANNA,
            new AgreedLength(AgreedLength.Unit.SESSIONS, 12),
            sealed(ANNA, AGREED_LENGTH_WORDS, "until spring"),
            at(NOW),
            List.of());

    private static AgreeTreatmentLength agree(AgreedLength.Unit unit, @Nullable Integer value) {
        return new AgreeTreatmentLength(EPISODE, unit, value, secret("until spring"), null);
    }

    @Test
    void the_length_is_agreed_and_then_revised() {
        episode.given(OPENED).when(agree(AgreedLength.Unit.SESSIONS, 12)).expectEvents(AGREED);
        episode.given(OPENED, AGREED)
                .when(agree(AgreedLength.Unit.UNTIL_REVIEW, null))
                .expectEvents(new TreatmentLengthRevised(
                        EPISODE,
                        ANNA,
                        new AgreedLength(AgreedLength.Unit.SESSIONS, 12),
                        new AgreedLength(AgreedLength.Unit.UNTIL_REVIEW, null),
                        sealed(ANNA, AGREED_LENGTH_WORDS, "until spring"),
                        at(NOW),
                        List.of()));
        assertThatThrownBy(() -> agree(AgreedLength.Unit.WEEKS, null)).hasMessage("say how many WEEKS");
    }

    @Test
    void a_length_that_is_agreed_once_the_second_session_has_ended_is_late() {
        facts.given(held(1, NOW.minusSeconds(60))).given(held(2, NOW));
        episode.given(OPENED).when(agree(AgreedLength.Unit.SESSIONS, 12)).expectEvents(AGREED);

        facts.given(held(3, NOW.minusSeconds(1)));

        episode.given(OPENED)
                .when(agree(AgreedLength.Unit.SESSIONS, 12))
                .expectEvents(new TreatmentLengthAgreed(
                        EPISODE,
                        ANNA,
                        new AgreedLength(AgreedLength.Unit.SESSIONS, 12),
                        sealed(ANNA, AGREED_LENGTH_WORDS, "until spring"),
                        at(NOW),
                        List.of(new Flag(
                                "LENGTH_AGREED_LATE",
                                "2 sessions were held before; it is due by the end of session 2"))));
    }

    @Test
    void a_client_is_discharged_when_nothing_is_booked_any_more_and_may_come_back() {
        var discharged = new Discharged(EPISODE, ANNA, DischargeReason.DROPPED_OUT, null, at(NOW), List.of());
        facts.given(OPENED).given(held(1, NOW));

        episode.given(OPENED).when(new Discharge(EPISODE, 2, null, null)).expectEvents(discharged);
        episode.given(OPENED, discharged)
                .when(new Discharge(EPISODE, 2, null, null))
                .expectExceptionMessage("ILLEGAL_STATE");

        facts.given(discharged);
        episode.givenNoPriorActivity().when(open(ANNA, null)).expectEvents(OPENED);

        facts.given(booked(4));
        episode.given(OPENED).when(new Discharge(EPISODE, 2, null, null)).expectExceptionMessage("UNMET_PRECONDITION");
    }

    private static SessionBooked booked(int number) {
        return new SessionBooked(
                new SessionId(id(300 + number)),
                ANNA,
                EPISODE,
                AS_USUAL,
                SessionFormat.INDIVIDUAL,
                List.of(),
                60,
                false,
                List.of(),
                List.of(),
                at(NOW),
                List.of());
    }

    private static Object[] held(int number, Instant ended) {
        var session = new SessionId(id(300 + number));
        return new Object[] {
            booked(number), new SessionCompleted(session, ANNA, ended, 50, List.of(), List.of(), at(ended), List.of())
        };
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(CareEpisodeCommand.class, CareEpisode.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(CareEpisodeEvent.class, CareEpisode.class, Set.of()))
                .isEmpty();
    }
}
