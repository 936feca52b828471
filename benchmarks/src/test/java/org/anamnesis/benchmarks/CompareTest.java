package org.anamnesis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.anamnesis.benchmarks.Ratio.Better;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {

    @TempDir
    Path folder;

    @Test
    void what_got_worse_by_more_than_it_varies_is_a_regress() throws IOException {
        assertThat(compare(run(Better.HIGHER, 0.70, 0.72, 0.71), run(Better.HIGHER, 0.60, 0.62, 0.61)))
                .isEqualTo(1);
        assertThat(compare(run(Better.LOWER, 1.2, 1.3, 1.25), run(Better.LOWER, 1.5, 1.6, 1.55)))
                .isEqualTo(1);
    }

    @Test
    void what_got_better_or_varies_as_much_is_none() throws IOException {
        assertThat(compare(run(Better.HIGHER, 0.60, 0.62, 0.61), run(Better.HIGHER, 0.70, 0.72, 0.71)))
                .isZero();
        assertThat(compare(run(Better.HIGHER, 0.50, 0.72, 0.71), run(Better.HIGHER, 0.60, 0.62, 0.61)))
                .as("it had been as low before")
                .isZero();
        assertThat(compare(run(Better.LOWER, 1.2, 1.3, 1.25), run(Better.LOWER, 1.2, 1.6, 1.55)))
                .as("it is as low still, at times")
                .isZero();
    }

    @Test
    void a_ratio_that_is_gone_is_a_regress() throws IOException {
        var after = report("G1", 5);
        after.ratio("another", Better.HIGHER, 0.4, 0.65, java.util.List.of(0.7));
        assertThat(compare(run(Better.HIGHER, 0.7), after)).isEqualTo(1);
    }

    @Test
    void runs_of_different_goals_or_settings_are_not_compared() throws IOException {
        assertThat(compare(report("G1", 5), report("G2", 5))).isEqualTo(2);
        assertThat(compare(report("G1", 5), report("G1", 3))).isEqualTo(2);
    }

    private int compare(Report before, Report after) throws IOException {
        before.write(folder.resolve("before.json"));
        after.write(folder.resolve("after.json"));
        return Benchmarks.run(
                "compare",
                folder.resolve("before.json").toString(),
                folder.resolve("after.json").toString());
    }

    private static Report run(Better better, double... values) {
        var report = report("G1", 5);
        report.ratio(
                "some ratio", better, null, 1, Arrays.stream(values).boxed().toList());
        return report;
    }

    private static Report report(String goal, int rounds) {
        return new Report(goal, "as fast as can be", Map.of("cores", 2), new HashMap<>(Map.of("rounds", rounds)));
    }
}
