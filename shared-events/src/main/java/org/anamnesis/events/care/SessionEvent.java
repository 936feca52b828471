package org.anamnesis.events.care;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Deviating;
import org.anamnesis.events.Deviation;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.intake.ClientId;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a session. */
public sealed interface SessionEvent extends AboutClient, Clinical {

    SessionId sessionId();

    /**
     * A client, a therapist and a place were promised to each other for one slot.
     *
     * @param limitMinutes the longest that it may last without counting as overrun
     * @param backfill whether it was entered after it took place; then nothing was reserved, and what a booking would
     *     have been refused for stands in the flags
     */
    record SessionBooked(
            SessionId sessionId,
            ClientId clientId,
            EpisodeId episodeId,
            Appointment appointment,
            SessionFormat format,
            List<Purpose> purposes,
            int limitMinutes,
            boolean backfill,
            List<Ground> grounds,
            List<Deviation> deviations,
            Occurred occurred,
            List<Flag> flags)
            implements SessionEvent, Grounded, Deviating {}

    /** The promise was moved to another slot, therapist or place. */
    record SessionRescheduled(
            SessionId sessionId,
            ClientId clientId,
            Appointment from,
            Appointment to,
            int limitMinutes,
            Sealed reason,
            List<Ground> grounds,
            List<Deviation> deviations,
            Occurred occurred,
            List<Flag> flags)
            implements SessionEvent, Grounded, Deviating {}

    /**
     * The slot was given back before the session took place.
     *
     * @param noticeHours whole hours between the cancellation and the start; 0 when it came after the start
     */
    record SessionCancelled(
            SessionId sessionId,
            ClientId clientId,
            CancelledBy by,
            Sealed reason,
            long noticeHours,
            Occurred occurred,
            List<Flag> flags)
            implements SessionEvent {}

    /** The client is in the house. */
    record ClientArrived(SessionId sessionId, ClientId clientId, Occurred occurred, List<Flag> flags)
            implements SessionEvent {}

    /**
     * The session began.
     *
     * @param clientLocation where the client physically was, if it was told; for telehealth it decides whose licence
     *     law applies
     */
    record SessionStarted(
            SessionId sessionId,
            ClientId clientId,
            @Nullable Jurisdiction clientLocation,
            List<Ground> grounds,
            Occurred occurred,
            List<Flag> flags)
            implements SessionEvent, Grounded {}

    /**
     * The session ended.
     *
     * @param minutes how long it lasted, in minutes begun
     */
    record SessionCompleted(
            SessionId sessionId,
            ClientId clientId,
            Instant startedAt,
            int minutes,
            List<Attendance> attendance,
            List<Delivered> delivered,
            Occurred occurred,
            List<Flag> flags)
            implements SessionEvent {}

    /** The session lasted longer than it may: by how many minutes. */
    record SessionOverran(
            SessionId sessionId, ClientId clientId, int minutes, int limitMinutes, Occurred occurred, List<Flag> flags)
            implements SessionEvent {}

    /** Somebody who was expected did not come. */
    record NoShowMarked(SessionId sessionId, ClientId clientId, UUID participant, Occurred occurred, List<Flag> flags)
            implements SessionEvent {}

    /**
     * The session was broken off.
     *
     * @param minutes how long it had lasted, in minutes begun
     */
    record SessionAborted(
            SessionId sessionId,
            ClientId clientId,
            Instant startedAt,
            int minutes,
            Sealed reason,
            Occurred occurred,
            List<Flag> flags)
            implements SessionEvent {}

    /**
     * Something that the session rested on no longer holds, or did not hold. A session to come has to be reassigned or
     * cancelled by somebody; one that was held stays as it is, and is marked by this.
     *
     * @param appointment as it stood then
     * @param cause what happened, by the name of its event, e.g. {@code CredentialSuspended}
     * @param causedBy the id of that event
     */
    record SessionQuestioned(
            SessionId sessionId,
            ClientId clientId,
            Appointment appointment,
            String cause,
            UUID causedBy,
            Occurred occurred,
            List<Flag> flags)
            implements SessionEvent {}
}
