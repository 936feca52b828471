package org.anamnesis.events.care;

import java.util.UUID;

/** Whether somebody was there. */
public record Attendance(UUID participant, boolean attended) {}
