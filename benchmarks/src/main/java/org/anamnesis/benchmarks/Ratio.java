package org.anamnesis.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * A figure with an aim.
 *
 * @param better {@link Better#HIGHER} or {@link Better#LOWER}
 * @param floor what it has to reach at the least; none where it may be anything
 * @param goal what it is to reach
 * @param measured what it reached
 */
record Ratio(String name, Better better, @Nullable Double floor, double goal, Spread measured) {

    /** In which direction it is better. */
    enum Better {
        HIGHER,
        LOWER;

        boolean isReached(double value, double aim) {
            return this == HIGHER ? value >= aim : value <= aim;
        }

        /** The least good of what was measured. */
        double worst(Spread spread) {
            return this == HIGHER ? spread.min() : spread.max();
        }

        /** The best of it. */
        double best(Spread spread) {
            return this == HIGHER ? spread.max() : spread.min();
        }
    }

    boolean isHeld() {
        return floor == null || better.isReached(measured.median(), floor);
    }

    boolean isMet() {
        return better.isReached(measured.median(), goal);
    }

    /**
     * Whether it was better before than it is now, by more than it varied within either run: what is typical now was never
     * so bad before, and what was typical before is never so good now.
     */
    boolean isWorseThan(Ratio before) {
        return !better.isReached(measured.median(), better.worst(before.measured))
                && !better.isReached(better.best(measured), before.measured.median());
    }
}
