package org.anamnesis.events.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.anamnesis.fixtures.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database of these tests runs on this machine, whose clock is right; the clocks given are not. */
class DatabaseTimeTest {

    private final TestPostgres database = TestPostgres.empty();
    private final AtomicReference<Duration> wrong = new AtomicReference<>(Duration.ZERO);
    private final Clock machine = ((InstantSource) () -> Instant.now().plus(wrong.get())).withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT10M", "PT-10M", "P1D"})
    void a_clock_that_is_wrong_from_the_start_does_not_matter(Duration howWrong) throws SQLException {
        wrong.set(howWrong);
        try (var time = time()) {
            assertThat(time.instant()).isCloseTo(Instant.now(), within(100, ChronoUnit.MILLIS));
            assertThat(new ClockHealth(time).health().getStatus().getCode())
                    .isEqualTo(howWrong.isZero() ? "UP" : "DEGRADED");
        }
    }

    @Test
    void a_clock_that_is_set_later_is_found_out_soon() throws SQLException {
        try (var time = time()) {
            wrong.set(Duration.ofMinutes(-10));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(time.instant()).isCloseTo(Instant.now(), within(100, ChronoUnit.MILLIS)));
            assertThat(time.isFarOff()).isTrue();
        }
    }

    private DatabaseTime time() throws SQLException {
        return new DatabaseTime(database.connections(), machine);
    }
}
