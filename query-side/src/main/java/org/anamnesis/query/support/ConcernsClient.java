package org.anamnesis.query.support;

import java.util.UUID;

/** An item of a list that shows something of a client. */
public interface ConcernsClient {

    /** Whose data it is. */
    UUID whose();
}
