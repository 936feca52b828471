package org.anamnesis.events.keys;

/** A sealed text that was altered, or that was sealed for another place than the one it lies in. */
public final class DamagedText extends RuntimeException {

    private static final long serialVersionUID = 1;

    DamagedText(String label) {
        super("a sealed text (" + label + ") is damaged or lies where it does not belong");
    }
}
