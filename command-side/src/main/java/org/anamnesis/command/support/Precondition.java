package org.anamnesis.command.support;

/**
 * Something has to be there, or to be so, first.
 *
 * @param what it is, e.g. {@code GOALS}
 */
public record Precondition(String what) implements Refusal {

    @Override
    public String name() {
        return "UNMET_PRECONDITION";
    }

    @Override
    public String check() {
        return what;
    }
}
