package org.anamnesis.command.care.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.Attendance;
import org.anamnesis.events.care.CancelledBy;
import org.anamnesis.events.care.Delivered;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.Purpose;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a session. The caller may choose the id, so asking twice is safe. */
sealed interface SessionCommand extends Command {

    SessionId sessionId();

    @Override
    default SessionId aggregate() {
        return sessionId();
    }

    @Override
    default Set<Role> permitted() {
        return By.RECEPTION_AND_CLINICIANS;
    }

    /**
     * A slot is promised to a client, a therapist and a place.
     *
     * @param minutes booked length, 1 to 1440
     * @param participants ids of loved ones who take part
     * @param deviations reasons by deviation code, for what departs from what was agreed
     * @param backfill whether it is entered after it took place; a records officer's right
     */
    record BookSession(
            @MadeIfAbsent @TargetAggregateIdentifier SessionId sessionId,
            EpisodeId episodeId,
            TherapistId therapistId,
            PlaceId placeId,
            Instant start,
            @Min(1) @Max(1440) int minutes,
            SessionFormat format,
            @Nullable @Size(max = 20) List<UUID> participants,
            @Nullable @Size(max = 3) List<Purpose> purposes,
            @Nullable @Size(max = 20) Map<String, Secret> deviations,
            @Nullable Boolean backfill)
            implements SessionCommand {

        @Override
        public Regarding regarding() {
            return new Regarding(episodeId, "episodeId");
        }

        @Override
        public Set<Role> permitted() {
            return isBackfill() ? By.RECORDS : By.RECEPTION_AND_CLINICIANS;
        }

        boolean isBackfill() {
            return Boolean.TRUE.equals(backfill);
        }
    }

    /** The promise is moved; what is absent stays as it was. The reason also covers what then deviates. */
    record RescheduleSession(
            @TargetAggregateIdentifier SessionId sessionId,
            Instant start,
            @Nullable @Min(1) @Max(1440) Integer minutes,
            @Nullable PlaceId placeId,
            @Nullable TherapistId therapistId,
            Secret reason)
            implements SessionCommand {}

    /** The slot is given back. */
    record CancelSession(
            @TargetAggregateIdentifier SessionId sessionId,
            CancelledBy by,
            Secret reason,
            @Nullable Instant occurredAt) implements SessionCommand {}

    /** The client has come. */
    record CheckIn(
            @TargetAggregateIdentifier SessionId sessionId,
            @Nullable Instant occurredAt) implements SessionCommand {}

    /**
     * The session begins.
     *
     * @param clientLocation where the client physically is
     */
    record StartSession(
            @TargetAggregateIdentifier SessionId sessionId,
            @Nullable Instant occurredAt,
            @Nullable Jurisdiction clientLocation)
            implements SessionCommand {

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_AND_CLINICIANS;
        }
    }

    /**
     * The session has ended.
     *
     * @param attendance who was there; the client alone if absent
     * @param delivered how long which modality was worked in
     */
    record CompleteSession(
            @TargetAggregateIdentifier SessionId sessionId,
            Instant actualEnd,
            @Nullable @Size(max = 50) List<Attendance> attendance,
            @Nullable @Size(max = 20) List<@jakarta.validation.Valid Delivered> delivered)
            implements SessionCommand {

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_AND_CLINICIANS;
        }
    }

    /** The session is broken off. */
    record AbortSession(
            @TargetAggregateIdentifier SessionId sessionId,
            Secret reason,
            @Nullable Instant occurredAt) implements SessionCommand {

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_AND_CLINICIANS;
        }
    }

    /**
     * Somebody has not come.
     *
     * @param participant who; the client if absent
     */
    record MarkNoShow(
            @TargetAggregateIdentifier SessionId sessionId,
            @Nullable UUID participant,
            @Nullable Instant occurredAt) implements SessionCommand {

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_RECEPTION_AND_CLINICIANS; // a records officer where it is entered afterwards
        }
    }

    /**
     * Something that a session rests on has gone: a policy marks it for somebody to act.
     *
     * @param cause the name of the event that took it away
     * @param causedBy the id of that event
     */
    record QuestionSession(@TargetAggregateIdentifier SessionId sessionId, String cause, UUID causedBy)
            implements SessionCommand {

        @Override
        public Set<Role> permitted() {
            return By.THE_PRACTICE_ITSELF;
        }
    }
}
