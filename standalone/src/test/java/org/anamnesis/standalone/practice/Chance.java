package org.anamnesis.standalone.practice;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** What is left to chance for one of those who take part: the same whenever the seed is the same. */
final class Chance {

    private static final long VERSION_4 = 0x4000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SplittableRandom random;

    /**
     * The chances of one of them.
     *
     * @param whose a number that nobody else has
     */
    Chance(long seed, int whose) {
        random = new SplittableRandom(seed * 1_000_003 + whose);
    }

    /** An id for something new. */
    UUID id() {
        return new UUID(
                (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | VERSION_4,
                (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT);
    }

    boolean is(double probability) {
        return random.nextDouble() < probability;
    }

    /** A whole number, both bounds included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    double part() {
        return random.nextDouble();
    }

    /** Around nought, seldom farther away than twice this. */
    double around(double deviation) {
        return random.nextGaussian(0, deviation);
    }

    <T> T of(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }
}
