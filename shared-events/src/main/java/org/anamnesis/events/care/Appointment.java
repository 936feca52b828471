package org.anamnesis.events.care;

import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.workforce.TherapistId;

/** Who treats, where and when. */
public record Appointment(TherapistId therapistId, PlaceId placeId, TimeSlot slot) {}
