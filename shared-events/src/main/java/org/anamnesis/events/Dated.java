package org.anamnesis.events;

/** An event that says when it took place or takes effect, apart from when it was written down. */
public interface Dated {

    Occurred occurred();
}
