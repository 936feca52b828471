package org.anamnesis.query.support;

import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands in the order in which it was written has times that jump back and forth a little. */
class StretchTest {

    private static Instant second(int number) {
        return NOW.plusSeconds(number);
    }

    private static Stream<Integer> within(Stretch stretch, Integer... written) {
        return stretch.within(Stream.of(written), StretchTest::second);
    }

    @Test
    void what_was_written_after_something_later_is_there_nevertheless() {
        var stretch = new Stretch(second(1), second(10));

        assertThat(within(stretch, 0, 2, 1, 12, 9, 10, 3)).containsExactly(2, 1, 9, 3);
    }

    @Test
    void what_is_long_over_is_not_read_to_its_end() {
        var seconds = Stream.iterate(0, second -> second + 1)
                .peek(second -> assertThat(second).isLessThan(100));

        assertThat(new Stretch(null, second(10)).within(seconds, StretchTest::second))
                .hasSize(10);
    }

    @Test
    void without_beginning_and_end_it_is_all() {
        assertThat(within(new Stretch(null, null), 5, 3, 99999)).containsExactly(5, 3, 99999);
        assertThat(new Stretch(null, NOW).before()).isNull();
    }

    @Test
    void nothing_of_it_was_written_before_it_by_any_clock() {
        assertThat(new Stretch(NOW, null).before()).isEqualTo(NOW.minus(Duration.ofMinutes(1)));
    }
}
