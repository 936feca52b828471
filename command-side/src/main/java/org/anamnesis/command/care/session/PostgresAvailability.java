package org.anamnesis.command.care.session;

import static org.anamnesis.command.support.facts.Columns.instant;
import static org.anamnesis.command.support.facts.Columns.instantIfAny;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.anamnesis.command.care.session.OpenTimes.Closed;
import org.anamnesis.command.care.session.OpenTimes.Hours;
import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Id;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.WeeklyHours;
import org.anamnesis.events.facility.PlaceEvent.PlaceAbsenceRecorded;
import org.anamnesis.events.facility.PlaceEvent.PlaceAvailabilitySet;
import org.anamnesis.events.facility.PlaceEvent.PlaceClosed;
import org.anamnesis.events.facility.PlaceEvent.PlaceReopened;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAbsenceRecorded;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAvailabilitySet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Availability as the events have told of it. A row that is only just written can't be locked by whoever books, so each
 * change also takes the row of the therapist or the place itself, which a booking holds.
 */
@Component
class PostgresAvailability implements Availability, FactTable {

    private final JdbcClient sql;

    PostgresAvailability(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public OpenTimes of(UUID clinic, String resource, Id id) {
        var hours = new ArrayList<Hours>();
        var closed = new ArrayList<Closed>();
        sql.sql("""
                        select kind, zone, weekly, lower(during) starts, upper(during) ends, event_id
                        from history.fact_availability where resource_id = ? and clinic = ? order by event_id""")
                .params(id.value(), clinic)
                .query((row, i) -> row.getString("kind").equals("HOURS")
                        ? hours.add(hours(row))
                        : closed.add(new Closed(instant(row, "starts"), instantIfAny(row, "ends"))))
                .list();
        return new OpenTimes(resource, hours.isEmpty() ? null : hours.getFirst(), closed);
    }

    private static Hours hours(ResultSet row) throws SQLException {
        return new Hours(
                ZoneId.of(row.getString("zone")),
                Arrays.stream((String[]) row.getArray("weekly").getArray())
                        .map(PostgresAvailability::read)
                        .toList(),
                row.getObject("event_id", UUID.class));
    }

    private static WeeklyHours read(String written) {
        var parts = written.split(" ", -1);
        return new WeeklyHours(DayOfWeek.valueOf(parts[0]), LocalTime.parse(parts[1]), LocalTime.parse(parts[2]));
    }

    @Override
    public String table() {
        return "fact_availability";
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case TherapistAvailabilitySet set -> set(recorded, set.therapistId(), set.zone(), set.weekly());
            case PlaceAvailabilitySet set -> set(recorded, set.placeId(), set.zone(), set.weekly());
            case TherapistAbsenceRecorded absence ->
                close(recorded, absence.therapistId(), "ABSENCE", absence.from(), absence.to());
            case PlaceAbsenceRecorded absence ->
                close(recorded, absence.placeId(), "ABSENCE", absence.from(), absence.to());
            case PlaceClosed closed ->
                close(recorded, closed.placeId(), "CLOSED", closed.occurred().at(), null);
            case PlaceReopened reopened -> reopen(reopened.placeId(), reopened.occurred());
            default -> {}
        }
    }

    private void set(Recorded<?> recorded, Id resource, ZoneId zone, List<WeeklyHours> weekly) {
        hold(resource);
        sql.sql("delete from history.fact_availability where resource_id = ? and kind = 'HOURS'")
                .param(resource.value())
                .update();
        sql.sql("""
                        insert into history.fact_availability (clinic, resource_id, kind, zone, weekly, event_id)
                        values (?, ?, 'HOURS', ?, ?, ?)""")
                .params(
                        recorded.clinic(),
                        resource.value(),
                        zone.getId(),
                        weekly.stream()
                                .map(each -> each.day() + " " + each.from() + " " + each.to())
                                .toArray(String[]::new),
                        recorded.eventId())
                .update();
    }

    private void close(Recorded<?> recorded, Id resource, String kind, Instant from, @Nullable Instant to) {
        hold(resource);
        sql.sql("""
                        insert into history.fact_availability (clinic, resource_id, kind, during, event_id)
                        values (?, ?, ?, tstzrange(?, ?), ?)""")
                .params(Arrays.asList(
                        recorded.clinic(),
                        resource.value(),
                        kind,
                        from.atOffset(ZoneOffset.UTC),
                        to == null ? null : to.atOffset(ZoneOffset.UTC),
                        recorded.eventId()))
                .update();
    }

    private void reopen(Id place, Occurred occurred) {
        hold(place);
        sql.sql("""
                        update history.fact_availability set during = tstzrange(lower(during), greatest(lower(during), ?))
                        where resource_id = ? and kind = 'CLOSED' and upper_inf(during)""")
                .params(occurred.at().atOffset(ZoneOffset.UTC), place.value())
                .update();
    }

    /** Waits for the bookings that are just being judged, and keeps later ones waiting. */
    private void hold(Id resource) {
        sql.sql("update history.fact_therapist set event_id = event_id where therapist_id = ?")
                .param(resource.value())
                .update();
        sql.sql("update history.fact_place set event_id = event_id where place_id = ?")
                .param(resource.value())
                .update();
    }
}
