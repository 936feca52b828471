package org.anamnesis.query.support;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An item of a list that shows something of a client. */
public interface ConcernsClient {

    /** Whose data it is; none where it happens to be nobody's. */
    @Nullable
    UUID whose();
}
