package org.anamnesis.events.store;

import java.time.ZoneId;
import java.util.UUID;

/** Whose installation this is, and where its days begin. */
public record Installation(UUID clinic, ZoneId zone) {}
