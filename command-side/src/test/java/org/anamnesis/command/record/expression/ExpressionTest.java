package org.anamnesis.command.record.expression;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.CANCELLATION_REASON;
import static org.anamnesis.events.Label.EXPRESSION_MEANING;
import static org.anamnesis.events.Label.OUTSIDE_REASON;
import static org.anamnesis.events.Label.PLACE_NAME;
import static org.anamnesis.events.Label.PRODUCT_REFERENCE;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.AS_USUAL;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.CONSENT;
import static org.anamnesis.fixtures.SampleClinic.EPISODE;
import static org.anamnesis.fixtures.SampleClinic.EXPRESSION;
import static org.anamnesis.fixtures.SampleClinic.GARDEN_ROOM;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.OTHER_SESSION;
import static org.anamnesis.fixtures.SampleClinic.SESSION;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.anamnesis.command.record.expression.ExpressionCommand.FeelingTold;
import org.anamnesis.command.record.expression.ExpressionCommand.ProductTold;
import org.anamnesis.command.record.expression.ExpressionCommand.RecordExpression;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.CancelledBy;
import org.anamnesis.events.care.Purpose;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.facility.PlaceKind;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.record.ExpressionEvent;
import org.anamnesis.events.record.ExpressionEvent.ExpressionRecorded;
import org.anamnesis.events.record.ExpressiveTechnique;
import org.anamnesis.events.record.Feeling;
import org.anamnesis.events.record.Product;
import org.anamnesis.events.record.ProposedBy;
import org.anamnesis.events.web.Role;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpressionTest {

    private static final SessionId CANCELLED = new SessionId(id(89));

    private static final TestFacts FACTS = new TestFacts()
            .given(
                    new PlaceRegistered(
                            GARDEN_ROOM,
                            sealed(GARDEN_ROOM, PLACE_NAME, "Garden"),
                            PlaceKind.ROOM,
                            BERLIN,
                            BERLIN_LAW,
                            3),
                    booked(SESSION),
                    new SessionStarted(SESSION, ANNA, null, List.of(), at(NOW.minusSeconds(600)), List.of()),
                    booked(OTHER_SESSION),
                    booked(CANCELLED),
                    new SessionCancelled(
                            CANCELLED,
                            ANNA,
                            CancelledBy.CLINIC,
                            sealed(ANNA, CANCELLATION_REASON, "x"),
                            0,
                            at(NOW),
                            List.of()));

    private static SessionBooked booked(SessionId session) {
        return new SessionBooked(
                session,
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

    private final FixtureConfiguration<Expression> expression = new AggregateTestFixture<>(Expression.class)
            .registerInjectableResources(by(Role.CLINICIAN), FACTS.sessions, FACTS.places, FACTS.consents, GLASS_VAULT);

    private static RecordExpression record(
            SessionId session, @Nullable Secret outside, @Nullable ProductTold product, @Nullable Instant when) {
        return new RecordExpression(
                EXPRESSION,
                session,
                ExpressiveTechnique.ART,
                outside,
                List.of(new FeelingTold("anger", 8, 4), new FeelingTold("hope", null, 3)),
                secret("a storm that passes"),
                ProposedBy.CLIENT,
                Purpose.EXPRESSION,
                product,
                when);
    }

    private static ExpressionRecorded recorded(
            SessionId session, @Nullable String outside, @Nullable Product product, Flag... flags) {
        return new ExpressionRecorded(
                EXPRESSION,
                session,
                ANNA,
                ExpressiveTechnique.ART,
                outside == null ? null : sealed(ANNA, OUTSIDE_REASON, outside),
                "feelings@1",
                List.of(new Feeling("anger", 8, 4), new Feeling("hope", null, 3)),
                sealed(ANNA, EXPRESSION_MEANING, "a storm that passes"),
                ProposedBy.CLIENT,
                Purpose.EXPRESSION,
                product,
                List.of(),
                at(NOW),
                List.of(flags));
    }

    @Test
    void feelings_given_form_in_a_session_are_recorded() {
        expression
                .givenNoPriorActivity()
                .when(record(SESSION, null, null, null))
                .expectEvents(recorded(SESSION, null, null));
    }

    @Test
    void a_technique_outside_the_catalogue_is_recorded_with_its_reason_and_flagged() {
        expression
                .givenNoPriorActivity()
                .when(record(SESSION, secret("she asked for clay"), null, null))
                .expectEvents(recorded(
                        SESSION,
                        "she asked for clay",
                        null,
                        new Flag("OUTSIDE_CATALOGUE", "a technique outside the therapist's catalogue")));
    }

    @Test
    void what_happened_before_the_session_began_is_flagged_and_not_refused() {
        expression
                .givenNoPriorActivity()
                .when(record(OTHER_SESSION, null, null, null))
                .expectEvents(
                        recorded(OTHER_SESSION, null, null, new Flag("OUTSIDE_SESSION", "the session had not begun")));
    }

    @Test
    void nothing_is_expressed_in_a_session_that_did_not_take_place() {
        expression
                .givenNoPriorActivity()
                .when(record(CANCELLED, null, null, null))
                .expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void a_recording_is_kept_only_with_a_consent_of_its_own() {
        var video = new ProductTold(Product.Form.VIDEO, null, secret("safe 3"));
        expression
                .givenNoPriorActivity()
                .when(record(SESSION, null, video, null))
                .expectExceptionMessage("CONSENT_MISSING");

        FACTS.given(new ConsentSigned(
                CONSENT, ANNA, ConsentType.RECORDING, at(NOW.minus(Duration.ofDays(1))), null, List.of()));
        expression
                .givenNoPriorActivity()
                .when(record(SESSION, null, video, null))
                .expectSuccessfulHandlerExecution();
        expression
                .givenNoPriorActivity()
                .when(record(SESSION, null, new ProductTold(Product.Form.TEXT, null, secret("folder")), null))
                .expectEvents(recorded(
                        SESSION,
                        null,
                        new Product(Product.Form.TEXT, null, sealed(ANNA, PRODUCT_REFERENCE, "folder"))));
    }

    @Test
    void a_fact_lies_in_the_past_and_a_session_is_known() {
        expression
                .givenNoPriorActivity()
                .when(record(SESSION, null, null, NOW.plusSeconds(1)))
                .expectExceptionMessage("UNMET_PRECONDITION");
        expression
                .givenNoPriorActivity()
                .when(record(new SessionId(id(999)), null, null, null))
                .expectException(Unknown.class);
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(ExpressionCommand.class, Expression.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(ExpressionEvent.class, Expression.class, Set.of()))
                .isEmpty();
    }
}
