package org.anamnesis.command.governance.rules;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.command.support.facts.TestFacts.recorded;
import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.anamnesis.command.governance.rules.RuleProfileCommand.AdoptRuleProfile;
import org.anamnesis.command.governance.rules.RuleProfileCommand.EndRuleProfile;
import org.anamnesis.command.governance.rules.RuleProfileCommand.PublishRuleProfile;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.events.governance.RuleDocument;
import org.anamnesis.events.governance.RuleLayer;
import org.anamnesis.events.governance.RuleProfileEvent;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfileAdopted;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfileEnded;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfilePublished;
import org.anamnesis.events.governance.RuleProfileId;
import org.anamnesis.events.rules.Rule;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.schema.ShippedRules;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Problem.Fault;
import org.anamnesis.events.web.Role;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class RuleProfileTest {

    private static final RuleProfileId HOUSE_2 = new RuleProfileId(id(100));
    private static final RuleProfileId CALIFORNIA = new RuleProfileId(id(101));
    private static final Instant JANUARY_IN_BERLIN = Instant.parse("2026-12-31T23:00:00Z");
    private static final RuleDocument SHORTER = new RuleDocument(
            "house",
            2,
            RuleLayer.CLINIC,
            "House rules from January",
            null,
            Map.of("sessionLimit", "PT45M"),
            Map.of("sessionLimit", "decided by all"),
            List.of());
    private static final RuleDocument LAW = ShippedRules.documents().get(1);

    private static final RuleProfilePublished PUBLISHED = new RuleProfilePublished(HOUSE_2, SHORTER, JANUARY_IN_BERLIN);
    private static final RuleProfileAdopted ADOPTED = new RuleProfileAdopted(CALIFORNIA, LAW, JANUARY_IN_BERLIN);

    private final TestFacts facts = new TestFacts();
    private final FixtureConfiguration<RuleProfile> profile = new AggregateTestFixture<>(RuleProfile.class)
            .registerInjectableResources(by(Role.RECORDS_OFFICER), facts.profiles);

    private static PublishRuleProfile publish(String name, int version) {
        return new PublishRuleProfile(
                HOUSE_2,
                name,
                version,
                RuleLayer.CLINIC,
                "House rules from January",
                null,
                Moment.read("2027-01-01"),
                Map.of("sessionLimit", "PT45M"),
                Map.of("sessionLimit", "decided by all"),
                null);
    }

    private static AdoptRuleProfile adopt(String which, String from) {
        return new AdoptRuleProfile(CALIFORNIA, which, Moment.read(from));
    }

    @Test
    void rules_are_published_whole_from_a_day_at_the_clinic() {
        profile.givenNoPriorActivity().when(publish("house", 2)).expectEvents(PUBLISHED);
    }

    @Test
    void a_version_that_is_there_is_never_written_over() {
        profile.givenNoPriorActivity().when(publish("house", 1)).expectExceptionMessage("ALREADY_EXISTS");
        facts.profiles.note(recorded(PUBLISHED));
        profile.givenNoPriorActivity().when(publish("house", 2)).expectExceptionMessage("ALREADY_EXISTS");
        facts.profiles.note(recorded(new RuleProfileEnded(HOUSE_2, JANUARY_IN_BERLIN), 2));
        profile.givenNoPriorActivity().when(publish("house", 2)).expectExceptionMessage("ALREADY_EXISTS");
    }

    @Test
    void what_came_with_the_software_is_adopted_from_a_day() {
        profile.givenNoPriorActivity().when(adopt("us-ca-otp@1", "2027-01-01")).expectEvents(ADOPTED);
        profile.givenNoPriorActivity()
                .when(adopt("us-ca-otp@2", "2027-01-01"))
                .expectException(Unknown.class)
                .expectExceptionMessage("profile");
    }

    @Test
    void what_holds_at_a_time_is_not_adopted_for_it_again() {
        facts.profiles.note(recorded(ADOPTED));

        profile.givenNoPriorActivity()
                .when(adopt("us-ca-otp@1", "2027-02-01"))
                .expectExceptionMessage("ALREADY_EXISTS");
        profile.givenNoPriorActivity().when(adopt("us-ca-otp@1", "2026-12-01")).expectSuccessfulHandlerExecution();
        profile.givenNoPriorActivity().when(adopt("house@1", "2026-12-01")).expectExceptionMessage("ALREADY_EXISTS");
    }

    @Test
    void a_practice_can_go_back_to_the_rules_it_began_with() {
        facts.profiles.note(recorded(PUBLISHED));

        profile.givenNoPriorActivity().when(adopt("house@1", "2027-02-01")).expectSuccessfulHandlerExecution();
    }

    @Test
    void rules_end_once_and_not_before_they_begin() {
        var end = new EndRuleProfile(HOUSE_2, Moment.read("2027-02-01"));
        var ended = new RuleProfileEnded(HOUSE_2, Instant.parse("2027-01-31T23:00:00Z"));

        profile.given(PUBLISHED).when(end).expectEvents(ended);
        profile.given(PUBLISHED, ended).when(end).expectExceptionMessage("ILLEGAL_STATE");
        profile.given(PUBLISHED)
                .when(new EndRuleProfile(HOUSE_2, Moment.read("2026-12-31")))
                .expectExceptionMessage("UNMET_PRECONDITION");
        profile.given(PUBLISHED)
                .when(new EndRuleProfile(HOUSE_2, Moment.read("2027-01-01")))
                .expectEvents(new RuleProfileEnded(HOUSE_2, JANUARY_IN_BERLIN));
    }

    @Test
    void what_makes_no_sense_is_named_at_its_place() {
        var problem = catchThrowableOfType(
                Problem.class,
                () -> new PublishRuleProfile(
                        HOUSE_2,
                        "house",
                        2,
                        RuleLayer.CLINIC,
                        null,
                        null,
                        Moment.read("2027-01-01"),
                        Map.of("sessionLimit", 45, "tea", "PT5M"),
                        Map.of("tea", "tradition"),
                        List.of("noShowGrace")));

        @SuppressWarnings("unchecked") // as the problem has them
        var faults = (List<Fault>) Objects.requireNonNull(problem.more().get("errors"));
        assertThat(faults)
                .extracting(Fault::at)
                .containsExactly("/overrides/0", "/parameters/sessionLimit", "/parameters/tea");
        assertThat(faults.get(1).detail()).contains("PT45M", "PT1M", "P1D");
        assertThat(faults.get(2).detail()).contains("sessionLimit", "recordRetention");
    }

    @Test
    void commands_are_judged_by_what_is_recorded_and_it_is_what_history_says() {
        var clinic = facts.profiles.of(CLINIC);
        assertThat(clinic.at(NOW).id()).isEqualTo("house@1");

        var events = List.<RuleProfileEvent>of(
                PUBLISHED, ADOPTED, new RuleProfileEnded(HOUSE_2, JANUARY_IN_BERLIN.plus(Duration.ofDays(31))));
        var folded = RuleBook.of(ShippedRules.documents());
        for (int i = 0; i < events.size(); i++) {
            facts.profiles.note(recorded(events.get(i), 10 + i));
            folded = folded.after(events.get(i));

            var read = facts.profiles.of(CLINIC);
            assertThat(read.effects()).isEqualTo(folded.effects());
            assertThat(facts.profiles.of(CLINIC)).as("kept").isSameAs(read);
        }
        var february = facts.profiles.of(CLINIC).at(JANUARY_IN_BERLIN.plus(Duration.ofDays(30)));
        assertThat(february.id()).isEqualTo("us-ca-otp@1+house@2");
        assertThat(february.get(Rule.SESSION_LIMIT)).isEqualTo(Duration.ofMinutes(45));
        assertThat(facts.profiles.of(id(2)).at(Instant.MAX).id())
                .as("another clinic")
                .isEqualTo("house@1");
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(RuleProfileCommand.class, RuleProfile.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(RuleProfileEvent.class, RuleProfile.class, Set.of()))
                .isEmpty();
    }
}
