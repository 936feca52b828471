package org.anamnesis.standalone.practice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long it takes to play a practice of full size. It measures and asserts no rate. */
@Tag("measurement")
class PracticeMeasurement {

    @Test
    void two_years_of_twenty_therapists_and_three_hundred_clients() {
        try (var practice = GeneratedPractice.play(Size.asked(20, 300, 24), GeneratedPractice.CALLERS)) {
            var events = practice.application()
                    .sql()
                    .sql("select count(*) from history.event")
                    .query(Long.class)
                    .single();
            System.out.printf(
                    "%s: %,d commands and %,d events in %d s, %,d commands/s, %d cores%n",
                    practice.size(),
                    practice.commands(),
                    events,
                    practice.took().toSeconds(),
                    practice.commands() * 1000L / practice.took().toMillis(),
                    Runtime.getRuntime().availableProcessors());
            practice.counts().forEach((what, count) -> System.out.printf("  %,6d %s%n", count, what));
            for (var each : Case.values()) {
                assertThat(practice.cases(each)).as(each.name()).isNotEmpty();
            }
        }
    }
}
