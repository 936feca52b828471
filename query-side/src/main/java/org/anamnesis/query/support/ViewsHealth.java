package org.anamnesis.query.support;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Tells operators how the views stand to the history. One that is behind, or has something parked, still answers, and
 * says so where it matters; so this alone makes nothing unhealthy.
 */
@Component("viewsHealthIndicator")
final class ViewsHealth extends AbstractHealthIndicator {

    private final Standings standings;

    ViewsHealth(Standings standings) {
        super("how the views stand cannot be asked");
        this.standings = standings;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up().withDetails(standings.now());
    }
}
