package org.anamnesis.command.care.plan;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import org.anamnesis.events.care.Cadence;
import org.jspecify.annotations.Nullable;

/** A rhythm as it is told, alone or as part of an adjustment. */
interface CadenceAsked {

    int every();

    Cadence.Unit unit();

    @Nullable
    DayOfWeek weekday();

    LocalTime time();

    ZoneId zone();

    default Cadence cadence() {
        return new Cadence(every(), unit(), weekday(), time(), zone());
    }
}
