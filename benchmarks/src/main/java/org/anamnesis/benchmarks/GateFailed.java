package org.anamnesis.benchmarks;

/** Something was not as it has to be, so what was measured says nothing. */
final class GateFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    GateFailed(String what) {
        super(what);
    }

    /** Goes on only if something is so. */
    static void unless(boolean isSo, String what) {
        if (!isSo) {
            throw new GateFailed(what);
        }
    }
}
