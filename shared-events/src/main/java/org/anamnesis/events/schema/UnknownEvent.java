package org.anamnesis.events.schema;

/** An event that only a newer release can read. It keeps its place in the history. */
public record UnknownEvent(String type) {}
