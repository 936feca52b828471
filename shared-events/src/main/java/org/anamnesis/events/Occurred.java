package org.anamnesis.events;

import java.time.Instant;
import java.time.ZoneId;

/** Clinical time: when something happened, as people there would have read it from a clock or a calendar. */
public record Occurred(Instant at, ZoneId zone, Precision precision) {}
