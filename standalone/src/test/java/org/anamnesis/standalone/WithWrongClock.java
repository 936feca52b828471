package org.anamnesis.standalone;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** Both sides, on a machine whose clock is ten minutes ahead. */
final class WithWrongClock {

    private WithWrongClock() {}

    public static void main(String[] args) {
        new SpringApplicationBuilder(Standalone.class, Machine.class)
                .profiles("demo")
                .run(args);
    }

    static final class Machine {

        @Bean(defaultCandidate = false)
        @Qualifier("machine")
        static Clock machineClock() {
            return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
        }
    }
}
