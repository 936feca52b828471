package org.anamnesis.query.privacy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Tells how many emergencies wait for a review, so that somebody is called who looks into them. */
@Component
class BreakGlassMetrics implements MeterBinder {

    private final BreakGlassReport report;

    BreakGlassMetrics(BreakGlassReport report) {
        this.report = report;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("anamnesis.break.glass.unreviewed", () -> report.waiting().waiting())
                .description("openings of a record in an emergency that nobody has looked into")
                .register(registry);
        Gauge.builder("anamnesis.break.glass.overdue", () -> report.waiting().overdue())
                .description("those of them that were to be looked into by now")
                .register(registry);
    }
}
