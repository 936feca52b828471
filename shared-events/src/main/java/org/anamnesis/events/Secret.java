package org.anamnesis.events;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A text on its way to be sealed. It shows itself to nobody: not in messages, not in logs, not as JSON. */
public final class Secret {

    private final String text;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret(String text) {
        this.text = text;
    }

    /** The text itself, for the vault. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "secret";
    }
}
