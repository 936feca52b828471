package org.anamnesis.events;

/**
 * Something a reader of the record should notice about a fact that was recorded all the same.
 *
 * @param code e.g. {@code LATE_ENTRY} or the code of the rule that a planned session would have broken
 * @param detail what was found, in words without personal data
 */
public record Flag(String code, String detail) {}
