package org.anamnesis.events;

import java.util.UUID;

/** The identity of one thing: random, meaningless outside, the same for ever. */
public interface Id {

    UUID value();
}
