package org.anamnesis.events.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.workforce.TherapistId;
import org.junit.jupiter.api.Test;

class ScopeTest {

    private static final TherapistId DR_WOLF = new TherapistId(new UUID(1, 1));
    private static final TherapistId DR_FUCHS = new TherapistId(new UUID(1, 2));
    private static final ClientId ANNA = new ClientId(new UUID(2, 1));
    private static final ClientId BEN = new ClientId(new UUID(2, 2));
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final LocalDate END = LocalDate.parse("2026-04-01");

    private static final Scope EVERYTHING = new Scope(List.of(), List.of(), null, null, List.of("R-10"));
    private static final Scope ONE_QUARTER_OF_ONE_THERAPIST =
            new Scope(List.of(DR_WOLF), List.of(), FIRST, END, List.of("R-10"));

    @Test
    void without_limits_it_covers_everything() {
        assertThat(EVERYTHING.covers(DR_WOLF, ANNA, FIRST)).isTrue();
        assertThat(EVERYTHING.covers(null, null, null)).isTrue();
    }

    @Test
    void the_first_day_belongs_to_it_and_the_end_does_not() {
        assertThat(ONE_QUARTER_OF_ONE_THERAPIST.covers(DR_WOLF, ANNA, FIRST)).isTrue();
        assertThat(ONE_QUARTER_OF_ONE_THERAPIST.covers(DR_WOLF, ANNA, END.minusDays(1)))
                .isTrue();
        assertThat(ONE_QUARTER_OF_ONE_THERAPIST.covers(DR_WOLF, ANNA, FIRST.minusDays(1)))
                .isFalse();
        assertThat(ONE_QUARTER_OF_ONE_THERAPIST.covers(DR_WOLF, ANNA, END)).isFalse();
    }

    @Test
    void all_of_its_limits_hold_at_once() {
        var sample = new Scope(List.of(DR_WOLF), List.of(ANNA), null, END, List.of());

        assertThat(sample.covers(DR_WOLF, ANNA, FIRST)).isTrue();
        assertThat(sample.covers(DR_FUCHS, ANNA, FIRST)).isFalse();
        assertThat(sample.covers(DR_WOLF, BEN, FIRST)).isFalse();
        assertThat(sample.covers(DR_WOLF, ANNA, END)).isFalse();
    }

    @Test
    void what_does_not_say_whose_it_is_or_when_lies_outside_of_a_limited_one() {
        assertThat(ONE_QUARTER_OF_ONE_THERAPIST.covers(null, ANNA, FIRST)).isFalse();
        assertThat(ONE_QUARTER_OF_ONE_THERAPIST.covers(DR_WOLF, null, FIRST)).isTrue();
        assertThat(ONE_QUARTER_OF_ONE_THERAPIST.covers(DR_WOLF, ANNA, null)).isFalse();
    }

    @Test
    void a_grant_begins_ends_and_can_be_ended_before() {
        var from = Instant.parse("2026-11-20T09:00:00Z");
        var until = from.plusSeconds(60);

        assertThat(GrantState.at(from.minusNanos(1), from, until, null)).isEqualTo(GrantState.NOT_YET);
        assertThat(GrantState.at(from, from, until, null)).isEqualTo(GrantState.LIVE);
        assertThat(GrantState.at(until.minusNanos(1), from, until, null)).isEqualTo(GrantState.LIVE);
        assertThat(GrantState.at(until, from, until, null)).isEqualTo(GrantState.OVER);
        assertThat(GrantState.at(from, from, until, from)).isEqualTo(GrantState.ENDED);
    }
}
