package org.anamnesis.standalone.practice;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The time by which the application under test decides and records: it stands still until it is set. Tokens, leases and
 * whatever the database does go by real time all the while.
 */
public final class SimulatedTime extends Clock {

    private volatile Instant now = Days.at(Size.FIRST, 0);

    private SimulatedTime() {}

    /** What is to be added to an application that shall go by it. */
    public static final class Machinery {

        @Bean
        @Primary
        static SimulatedTime simulatedTime() {
            return new SimulatedTime();
        }
    }

    /** It is that time now. */
    public void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Only the time is asked for, never in a zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the practice has one zone");
    }
}
