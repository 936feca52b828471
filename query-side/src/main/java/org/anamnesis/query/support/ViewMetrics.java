package org.anamnesis.query.support;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Shows how the views stand to the history, as numbers that can be watched. */
@Component
final class ViewMetrics implements MeterBinder {

    private final Views views;
    private final Standings standings;

    ViewMetrics(Views views, Standings standings) {
        this.views = views;
        this.standings = standings;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(meters, "behind.events", "Events that the view has not yet taken in", Standing::behind);
        gauge(meters, "behind.seconds", "How long the oldest of them has been there", Standing::seconds);
        gauge(meters, "parked.events", "Events that wait until something is mended", Standing::parked);
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Standing> value) {
        for (var view : views.names()) {
            Gauge.builder("anamnesis.view." + name, standings, all -> read(all, view, value))
                    .description(description)
                    .tag("view", view)
                    .register(meters);
        }
    }

    private static double read(Standings standings, String view, ToDoubleFunction<Standing> value) {
        try {
            var standing = standings.now().get(view);
            return standing == null ? Double.NaN : value.applyAsDouble(standing);
        } catch (DataAccessException away) {
            return Double.NaN; // not known while the database is away
        }
    }
}
