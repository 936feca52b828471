package org.anamnesis.query.support;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether a grant that was live still is: asked as often as one likes, looked up once a second at most. */
final class StillLive implements BooleanSupplier {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final BooleanSupplier lookUp;
    private boolean isLive = true;
    private long lookedUp = System.nanoTime();

    StillLive(BooleanSupplier lookUp) {
        this.lookUp = lookUp;
    }

    @Override
    public synchronized boolean getAsBoolean() {
        if (isLive && System.nanoTime() - lookedUp >= FRESH.toNanos()) {
            isLive = lookUp.getAsBoolean();
            lookedUp = System.nanoTime();
        }
        return isLive;
    }
}
