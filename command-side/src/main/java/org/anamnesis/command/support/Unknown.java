package org.anamnesis.command.support;

import java.util.function.Supplier;
import org.axonframework.common.AxonNonTransientException;

/** An id in the command means nothing to whoever asks. */
public final class Unknown extends AxonNonTransientException {

    private static final long serialVersionUID = 1;

    private final String field;

    private Unknown(String field) {
        super(field);
        this.field = field;
    }

    /** To be thrown when the id in this field of the command is not found. */
    public static Supplier<Unknown> id(String field) {
        return () -> new Unknown(field);
    }

    String field() {
        return field;
    }
}
