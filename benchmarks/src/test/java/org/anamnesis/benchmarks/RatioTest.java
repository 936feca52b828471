package org.anamnesis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.anamnesis.benchmarks.Ratio.Better;
import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
        assertThat(Spread.of(List.of(9.0, 1.0, 3.0)).median()).isEqualTo(3.0);
    }

    @Test
    void what_is_as_good_as_the_aim_meets_it() {
        assertThat(ratio(Better.HIGHER, 0.4, 0.65, 0.65).isMet()).isTrue();
        assertThat(ratio(Better.HIGHER, 0.4, 0.65, 0.64).isMet()).isFalse();
        assertThat(ratio(Better.HIGHER, 0.4, 0.65, 0.39).isHeld()).isFalse();
        assertThat(ratio(Better.LOWER, 3, 1.5, 1.5).isMet()).isTrue();
        assertThat(ratio(Better.LOWER, 3, 1.5, 3.1).isHeld()).isFalse();
        assertThat(new Ratio("growth", Better.LOWER, null, 1.3, Spread.of(List.of(9.0))).isHeld())
                .as("where there is no floor, nothing is below it")
                .isTrue();
    }

    @Test
    void a_round_is_what_was_measured_around_the_floor_beside_the_floor() throws Exception {
        var judged = List.of(10.0, 20.0, 30.0).iterator();
        var slow = List.of(5.0, 10.0).iterator();
        var fast = List.of(15.0, 15.0).iterator();
        var turns = new Turns()
                .of("judged", judged::next)
                .beside("slow", slow::next)
                .beside("fast", fast::next)
                .run(2);
        assertThat(turns.againstLeast("judged", "slow", "fast")).containsExactly(3.0, 2.5);
        assertThat(turns.againstSum("judged", "slow", "fast")).containsExactly(0.75, 1.0);
    }

    private static Ratio ratio(Better better, double floor, double goal, double... values) {
        return new Ratio(
                "some ratio",
                better,
                floor,
                goal,
                Spread.of(Arrays.stream(values).boxed().toList()));
    }
}
