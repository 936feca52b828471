package org.anamnesis.command.care.session;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.anamnesis.events.rules.Rule.ALTERNATIVES_MOST;
import static org.anamnesis.events.rules.Rule.ALTERNATIVES_WITHIN;
import static org.anamnesis.events.rules.Rule.TIME_STEP;
import static org.anamnesis.events.rules.Rule.USUAL_HOURS_FROM;
import static org.anamnesis.events.rules.Rule.USUAL_HOURS_TO;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.Fact.Trouble;
import org.anamnesis.events.rules.RuleProfile;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The calendar as a table whose constraint lets no two reservations of one resource overlap. */
@Component
class PostgresCalendar implements Calendar, FactTable {

    private static final Duration LONGEST_SESSION = Duration.ofDays(1);

    private final JdbcClient sql;

    PostgresCalendar(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    private record Taken(String kind, TimeSlot slot) {

        static Taken read(ResultSet row) throws SQLException {
            return new Taken(
                    row.getString("kind"),
                    new TimeSlot(
                            row.getObject("starts", OffsetDateTime.class).toInstant(),
                            row.getObject("ends", OffsetDateTime.class).toInstant()));
        }

        Trouble trouble() {
            return new Trouble(
                    "the " + kind.toLowerCase(Locale.ROOT) + " is taken",
                    Map.of("resource", kind, "from", slot.start(), "to", slot.end()));
        }
    }

    @Override
    public Fact reserve(UUID clinic, SessionId sessionId, ClientId clientId, Appointment appointment) {
        var wanted = resources(clientId, appointment);
        var missing = new ArrayList<>(wanted.keySet());
        missing.removeAll(insert(clinic, sessionId, wanted, appointment.slot()));
        if (missing.isEmpty()) {
            return Fact.holds("client, place and therapist are free");
        }
        var taken = new ArrayList<Trouble>();
        for (var kind : missing) {
            var conflicts = conflicts(clinic, sessionId, kind, requireNonNull(wanted.get(kind)), appointment.slot());
            taken.addAll(conflicts.stream().map(Taken::trouble).toList());
            if (conflicts.isEmpty()) { // given back a moment ago
                taken.add(new Trouble("the " + kind.toLowerCase(Locale.ROOT) + " was taken", Map.of("resource", kind)));
            }
        }
        return Fact.fails(taken);
    }

    @Override
    public void release(SessionId sessionId) {
        sql.sql("delete from history.reservation where session_id = ?")
                .param(sessionId.value())
                .update();
    }

    @Override
    public Fact overlaps(UUID clinic, SessionId sessionId, ClientId clientId, Appointment appointment) {
        var resources = resources(clientId, appointment);
        resources.values().stream().mapToInt(UUID::hashCode).sorted().distinct().forEach(this::oneAtATime);
        var overlapping = sql.sql("""
                        select kind, lower(during) starts, upper(during) ends from (
                            select 'CLIENT' kind, * from history.fact_session where client_id = :client
                                and lower(during) between :earliest and :end
                            union all
                            select 'PLACE', * from history.fact_session where place_id = :place
                                and lower(during) between :earliest and :end
                            union all
                            select 'THERAPIST', * from history.fact_session where therapist_id = :therapist
                                and lower(during) between :earliest and :end) sessions
                        where clinic = :clinic and session_id <> :session and state not in ('CANCELLED', 'NO_SHOW')
                          and during && tstzrange(:start, :end)
                        order by kind, starts limit 30""")
                .param("client", resources.get("CLIENT"))
                .param("place", resources.get("PLACE"))
                .param("therapist", resources.get("THERAPIST"))
                .param("clinic", clinic)
                .param("session", sessionId.value())
                .param("earliest", at(appointment.slot().start().minus(LONGEST_SESSION)))
                .param("start", at(appointment.slot().start()))
                .param("end", at(appointment.slot().end()))
                .query((row, i) -> Taken.read(row))
                .list();
        return overlapping.isEmpty()
                ? Fact.holds("client, place and therapist were in no other session")
                : Fact.fails(overlapping.stream().map(Taken::trouble).toList());
    }

    @Override
    public List<TimeSlot> alternatives(SessionId sessionId, Appointment appointment, Standing standing, Asked asked) {
        var rules = standing.rules();
        var step = rules.get(TIME_STEP);
        var length = appointment.slot().length();
        var first = appointment.slot().start();
        while (!first.isAfter(asked.at())) {
            first = first.plus(
                    step.multipliedBy(1 + Duration.between(first, asked.at()).dividedBy(step)));
        }
        var until = first.plus(rules.get(ALTERNATIVES_WITHIN));
        var taken = reservations(
                asked.clinic(),
                sessionId,
                resources(standing.episode().clientId(), appointment).values(),
                new TimeSlot(first, until.plus(length)));
        var free = new ArrayList<TimeSlot>();
        for (var start = first;
                start.isBefore(until) && free.size() < rules.get(ALTERNATIVES_MOST);
                start = start.plus(step)) {
            var slot = TimeSlot.of(start, length);
            if (standing.available(slot).holds()
                    && (standing.hasHours() || inHours(slot, standing.zone(), rules))
                    && taken.stream().noneMatch(each -> overlap(each, slot))) {
                free.add(slot);
            }
        }
        return free;
    }

    /** Decisions write the table themselves. */
    @Override
    public void note(Recorded<?> recorded) {}

    @Override
    public void refill(Recorded<?> recorded) {
        switch (recorded.event()) {
            case SessionBooked booked -> {
                if (!booked.backfill()) {
                    insert(
                            recorded.clinic(),
                            booked.sessionId(),
                            resources(booked.clientId(), booked.appointment()),
                            booked.appointment().slot());
                }
            }
            case SessionRescheduled moved -> {
                release(moved.sessionId());
                insert(
                        recorded.clinic(),
                        moved.sessionId(),
                        resources(moved.clientId(), moved.to()),
                        moved.to().slot());
            }
            case SessionCancelled cancelled -> release(cancelled.sessionId());
            case NoShowMarked missed -> release(missed.sessionId());
            default -> {}
        }
    }

    @Override
    public String table() {
        return "reservation";
    }

    /** What a session takes, in the order in which all take it. */
    private static SortedMap<String, UUID> resources(ClientId clientId, Appointment appointment) {
        return new TreeMap<>(Map.of(
                "CLIENT", clientId.value(),
                "PLACE", appointment.placeId().value(),
                "THERAPIST", appointment.therapistId().value()));
    }

    private List<String> insert(UUID clinic, SessionId sessionId, Map<String, UUID> resources, TimeSlot slot) {
        var values = new ArrayList<Object>();
        resources.forEach((kind, id) -> {
            values.add(clinic);
            values.add(kind);
            values.add(id);
            values.add(at(slot.start()));
            values.add(at(slot.end()));
            values.add(sessionId.value());
        });
        var rows = resources.keySet().stream()
                .map(kind -> "(?, ?, ?, tstzrange(?, ?), ?)")
                .collect(joining(", "));
        return sql.sql("insert into history.reservation (clinic, kind, resource_id, during, session_id) values " + rows
                        + " on conflict do nothing returning kind")
                .params(values)
                .query(String.class)
                .list();
    }

    private List<Taken> conflicts(UUID clinic, SessionId sessionId, String kind, UUID id, TimeSlot slot) {
        return sql.sql("""
                        select kind, lower(during) starts, upper(during) ends from history.reservation
                        where clinic = ? and kind = ? and resource_id = ? and during && tstzrange(?, ?)
                          and session_id <> ?
                        order by starts limit 10""")
                .params(clinic, kind, id, at(slot.start()), at(slot.end()), sessionId.value())
                .query((row, i) -> Taken.read(row))
                .list();
    }

    private List<TimeSlot> reservations(UUID clinic, SessionId sessionId, Collection<UUID> resources, TimeSlot within) {
        return sql.sql("""
                        select kind, lower(during) starts, upper(during) ends from history.reservation
                        where clinic = ? and kind in ('CLIENT', 'PLACE', 'THERAPIST') and resource_id = any(?)
                          and during && tstzrange(?, ?) and session_id <> ?""")
                .params(clinic, resources.toArray(UUID[]::new), at(within.start()), at(within.end()), sessionId.value())
                .query((row, i) -> Taken.read(row).slot())
                .list();
    }

    /** Sessions that are entered afterwards reserve nothing, so they are let in one after the other to see each other. */
    private void oneAtATime(int resource) {
        sql.sql("select pg_advisory_xact_lock(1, ?)")
                .param(resource)
                .query((row, i) -> true)
                .single();
    }

    private static boolean inHours(TimeSlot slot, ZoneId zone, RuleProfile rules) {
        var start = slot.start().atZone(zone);
        var end = slot.end().atZone(zone);
        return !start.toLocalTime().isBefore(rules.get(USUAL_HOURS_FROM))
                && !end.toLocalTime().isAfter(rules.get(USUAL_HOURS_TO))
                && start.toLocalDate().equals(end.toLocalDate());
    }

    private static boolean overlap(TimeSlot one, TimeSlot other) {
        return one.start().isBefore(other.end()) && other.start().isBefore(one.end());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
