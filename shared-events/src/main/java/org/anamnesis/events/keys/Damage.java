package org.anamnesis.events.keys;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Raises the alarm when a sealed text, or the key of one, was altered or lies where it does not belong. */
final class Damage implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);
    private static final Status DEGRADED = new Status("DEGRADED");

    private final Counter met;

    Damage(MeterRegistry meters) {
        met = Counter.builder("anamnesis.damaged.texts")
                .description("How often a sealed text could not be opened because it, or its key, is damaged")
                .register(meters);
    }

    /**
     * One that could not be opened.
     *
     * @param label what kind of text it is
     * @param aggregate in whose stream it stands
     */
    void met(String label, UUID aggregate) {
        met.increment();
        LOG.error("A sealed text ({}) of {} or its key is damaged or lies where it does not belong.", label, aggregate);
    }

    /** Since this process started; it still answers, with the text in question left out. */
    @Override
    public Health health() {
        return Health.status(met.count() > 0 ? DEGRADED : Status.UP)
                .withDetail("damagedTextsMet", (long) met.count())
                .build();
    }
}
