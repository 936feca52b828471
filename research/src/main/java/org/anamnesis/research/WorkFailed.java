package org.anamnesis.research;

import org.jspecify.annotations.Nullable;

/** Something that lies outside a study went wrong while its data set was made: a full disk, a database that went away. */
public final class WorkFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    WorkFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
