package org.anamnesis.events;

/**
 * A departure from what was agreed, with its reason.
 *
 * @param code e.g. {@code PLACE_DEVIATION}
 */
public record Deviation(String code, Sealed reason) {}
