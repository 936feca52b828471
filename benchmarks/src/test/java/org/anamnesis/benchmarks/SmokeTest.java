package org.anamnesis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each run goes from end to end at a tiny size, through all its gates; what it measures there says nothing. */
class SmokeTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G1 --lanes 4 --callers 2",
                "G2 --lanes 4 --callers 2",
                "G3 --long 200 --streams 4",
                "G4 --events 3000",
                "G5 --events 3000 --at-once 500",
                "G6 --rate 10",
                "G7 --clients 2 --entries 60 --rate 10",
                "G8 --events 3000",
                "G9 --clients 100 --months 6",
                "G10 --events 3000",
                "G11 --sizes 3000,6000 --stream 50 --rate 10"
            })
    void a_run_measures_at_a_tiny_size_and_writes_what_came_of_it(String command) throws IOException {
        var out = folder.resolve("run.json");
        var line = new ArrayList<>(List.of(command.split(" ")));
        line.addAll(List.of("--rounds", "1", "--seconds", "1", "--out", out.toString()));
        assertThat(Benchmarks.run(line.toArray(String[]::new)))
                .as("floors may be missed at this size")
                .isIn(0, 1);
        assertThat(out).as("a run whose gates fail writes nothing").exists();
        var written = Http.JSON.readTree(Files.readString(out));
        assertThat(written.path("goal").asString()).isEqualTo(line.getFirst());
        assertThat(written.path("ratios").size()).isPositive();
        assertThat(written.path("gates").size()).isGreaterThanOrEqualTo(3);
        assertThat(Files.readString(out))
                .as("nothing of whose machine it is")
                .doesNotContain(System.getProperty("user.home"), System.getProperty("java.io.tmpdir"));
    }
}
