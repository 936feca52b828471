package org.anamnesis.command.support.facts;

import static org.anamnesis.command.support.facts.Columns.instant;
import static org.anamnesis.command.support.facts.Columns.instantIfAny;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.events.Id;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.care.SessionEvent.ClientArrived;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionAborted;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionOverran;
import org.anamnesis.events.care.SessionEvent.SessionQuestioned;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.workforce.TherapistId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which sessions there are, and how far each has come. */
@Component
public class Sessions implements FactTable {

    private final JdbcClient sql;

    Sessions(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    /** A session, as far as it has come. */
    public record Known(
            SessionId sessionId,
            ClientId clientId,
            PlaceId placeId,
            String state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /**
     * The session with this id.
     *
     * @param field where in the command the id stands
     */
    public Known get(UUID clinic, SessionId sessionId, String field) {
        return sql.sql("""
                        select client_id, place_id, state, started_at, ended_at from history.fact_session
                        where session_id = ? and clinic = ? for share""")
                .params(sessionId.value(), clinic)
                .query((row, i) -> new Known(
                        sessionId,
                        new ClientId(row.getObject("client_id", UUID.class)),
                        new PlaceId(row.getObject("place_id", UUID.class)),
                        row.getString("state"),
                        instantIfAny(row, "started_at"),
                        instantIfAny(row, "ended_at")))
                .optional()
                .orElseThrow(Unknown.id(field));
    }

    /** A session that was or is to be held. */
    public record Promised(SessionId sessionId, EpisodeId episodeId, Appointment appointment, SessionFormat format) {}

    /** Whose sessions. */
    public enum Of {
        CLIENT,
        PLACE,
        THERAPIST
    }

    /** The sessions of somebody or somewhere that are or were to be held in a stretch of time, oldest first. */
    public List<Promised> promised(UUID clinic, Of of, Id id, Instant from, @Nullable Instant to) {
        return sql.sql("""
                        select session_id, episode_id, therapist_id, place_id, lower(during) starts, upper(during) ends,
                            format
                        from history.fact_session
                        where clinic = ? and state not in ('CANCELLED', 'NO_SHOW', 'ABORTED')
                          and during && tstzrange(?, ?) and\s""" + of.name().toLowerCase(Locale.ROOT) + "_id = ? order by starts, session_id")
                .params(Arrays.asList(
                        clinic,
                        from.atOffset(ZoneOffset.UTC),
                        to == null ? null : to.atOffset(ZoneOffset.UTC),
                        id.value()))
                .query((row, i) -> new Promised(
                        new SessionId(row.getObject("session_id", UUID.class)),
                        new EpisodeId(row.getObject("episode_id", UUID.class)),
                        new Appointment(
                                new TherapistId(row.getObject("therapist_id", UUID.class)),
                                new PlaceId(row.getObject("place_id", UUID.class)),
                                new TimeSlot(instant(row, "starts"), instant(row, "ends"))),
                        SessionFormat.valueOf(row.getString("format"))))
                .list();
    }

    /** How many sessions of an episode had ended before a moment. */
    public int held(EpisodeId episodeId, Instant before) {
        return sql.sql("""
                        select count(*) from history.fact_session
                        where episode_id = ? and state = 'COMPLETED' and ended_at < ?""")
                .params(episodeId.value(), before.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** How many sessions of an episode are still to be held or under way. */
    public int open(EpisodeId episodeId) {
        return sql.sql("""
                        select count(*) from history.fact_session
                        where episode_id = ? and state in ('BOOKED', 'ARRIVED', 'IN_PROGRESS')""").param(episodeId.value()).query(Integer.class).single();
    }

    @Override
    public String table() {
        return "fact_session";
    }

    @Override
    public void note(Recorded<?> recorded) {
        if (!(recorded.event() instanceof SessionEvent event)) {
            return;
        }
        switch (event) {
            case SessionBooked booked -> insert(recorded, booked);
            case SessionRescheduled moved -> move(moved.sessionId(), moved.to());
            case SessionCancelled cancelled -> become("CANCELLED", cancelled.sessionId());
            case ClientArrived arrived -> become("ARRIVED", arrived.sessionId());
            case NoShowMarked missed -> become("NO_SHOW", missed.sessionId());
            case SessionStarted started ->
                sql.sql("update history.fact_session set state = 'IN_PROGRESS', started_at = ? where session_id = ?")
                        .params(
                                started.occurred().at().atOffset(ZoneOffset.UTC),
                                started.sessionId().value())
                        .update();
            case SessionCompleted completed ->
                sql.sql("update history.fact_session set state = 'COMPLETED', ended_at = ? where session_id = ?")
                        .params(
                                completed.occurred().at().atOffset(ZoneOffset.UTC),
                                completed.sessionId().value())
                        .update();
            case SessionAborted aborted ->
                sql.sql("update history.fact_session set state = 'ABORTED', ended_at = ? where session_id = ?")
                        .params(
                                aborted.occurred().at().atOffset(ZoneOffset.UTC),
                                aborted.sessionId().value())
                        .update();
            case SessionOverran overran -> {}
            case SessionQuestioned questioned -> {}
        }
    }

    private void insert(Recorded<?> recorded, SessionBooked booked) {
        var appointment = booked.appointment();
        sql.sql("""
                        insert into history.fact_session
                            (clinic, session_id, client_id, episode_id, therapist_id, place_id, during, format, state,
                            event_id)
                        values (?, ?, ?, ?, ?, ?, tstzrange(?, ?), ?, 'BOOKED', ?)""")
                .params(
                        recorded.clinic(),
                        booked.sessionId().value(),
                        booked.clientId().value(),
                        booked.episodeId().value(),
                        appointment.therapistId().value(),
                        appointment.placeId().value(),
                        appointment.slot().start().atOffset(ZoneOffset.UTC),
                        appointment.slot().end().atOffset(ZoneOffset.UTC),
                        booked.format().name(),
                        recorded.eventId())
                .update();
    }

    private void move(SessionId sessionId, Appointment to) {
        sql.sql("""
                        update history.fact_session set therapist_id = ?, place_id = ?, during = tstzrange(?, ?)
                        where session_id = ?""")
                .params(
                        to.therapistId().value(),
                        to.placeId().value(),
                        to.slot().start().atOffset(ZoneOffset.UTC),
                        to.slot().end().atOffset(ZoneOffset.UTC),
                        sessionId.value())
                .update();
    }

    private void become(String state, SessionId sessionId) {
        sql.sql("update history.fact_session set state = ? where session_id = ?")
                .params(state, sessionId.value())
                .update();
    }
}
