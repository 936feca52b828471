package org.anamnesis.command.care.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.Purpose;
import org.anamnesis.events.care.SeriesId;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a series of sessions. */
sealed interface SessionSeriesCommand extends Command {

    SeriesId seriesId();

    @Override
    default SeriesId aggregate() {
        return seriesId();
    }

    @Override
    default Set<Role> permitted() {
        return By.RECEPTION_AND_CLINICIANS;
    }

    /**
     * Sessions are booked together, all or none: always at the same local time, also across a change of the clocks.
     *
     * @param from the first day that may have a session
     * @param count how many sessions; either this or {@code until}
     * @param until the last day that may have a session
     * @param exceptions days on which the rhythm pauses; they do not count
     * @param deviations reasons by deviation code, for what departs from what was agreed
     */
    record BookSeries(
            @MadeIfAbsent @TargetAggregateIdentifier SeriesId seriesId,
            EpisodeId episodeId,
            TherapistId therapistId,
            PlaceId placeId,
            Cadence cadence,
            LocalDate from,
            @Nullable @Min(1) @Max(MOST) Integer count,
            @Nullable LocalDate until,
            @Nullable @Size(max = 366) List<LocalDate> exceptions,
            @Min(1) @Max(1440) int minutes,
            SessionFormat format,
            @Nullable @Size(max = 3) List<Purpose> purposes,
            @Nullable @Size(max = 20) Map<String, Secret> deviations)
            implements SessionSeriesCommand {

        /** As many as fit into one transaction; how many a practice books together is a rule. */
        static final int MOST = 366;

        private static final int LONGEST_PAUSE = 366;

        @Override
        public Regarding regarding() {
            return new Regarding(episodeId, "episodeId");
        }

        public BookSeries {
            if ((count == null) == (until == null)) {
                throw new IllegalArgumentException("give either count or until");
            }
            if (cadence.every() < 1 || cadence.every() > LONGEST_PAUSE) {
                throw new IllegalArgumentException("cadence.every is 1 to " + LONGEST_PAUSE);
            }
            var days = days(cadence, from, count, until, exceptions == null ? List.of() : exceptions);
            if (days.isEmpty()) {
                throw new IllegalArgumentException("no day is left for a session");
            }
            if (days.size() > MOST) {
                throw new IllegalArgumentException("at most " + MOST + " sessions are booked together");
            }
        }

        /** When each session starts. */
        List<Instant> starts() {
            return days(cadence, from, count, until, exceptions == null ? List.of() : exceptions).stream()
                    .map(day ->
                            day.atTime(cadence.time()).atZone(cadence.zone()).toInstant())
                    .toList();
        }

        private static List<LocalDate> days(
                Cadence cadence,
                LocalDate from,
                @Nullable Integer count,
                @Nullable LocalDate until,
                List<LocalDate> exceptions) {
            var wanted = count == null ? MOST + 1 : count;
            var days = new ArrayList<LocalDate>();
            var furthest = wanted + exceptions.size();
            for (int i = 0; i < furthest && days.size() < wanted; i++) {
                var day = day(cadence, from, i);
                if (until != null && day.isAfter(until)) {
                    break;
                }
                if (!exceptions.contains(day)) {
                    days.add(day);
                }
            }
            return days;
        }

        private static LocalDate day(Cadence cadence, LocalDate from, int number) {
            if (cadence.unit() == Cadence.Unit.DAYS) {
                return from.plusDays((long) number * cadence.every());
            }
            DayOfWeek weekday = cadence.weekday() == null ? from.getDayOfWeek() : cadence.weekday();
            return from.with(TemporalAdjusters.nextOrSame(weekday)).plusWeeks((long) number * cadence.every());
        }
    }
}
