package org.anamnesis.events.store;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Says when the machine's clock should be looked after; the application itself goes by the database's. */
final class ClockHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final DatabaseTime time;

    ClockHealth(DatabaseTime time) {
        this.time = time;
    }

    @Override
    public Health health() {
        return Health.status(time.isFarOff() ? DEGRADED : Status.UP)
                .withDetail("databaseAheadMillis", time.ahead().toMillis())
                .build();
    }
}
