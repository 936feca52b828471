package org.anamnesis.query.support.docket;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Id;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassInvoked;
import org.anamnesis.query.support.Fold;
import org.anamnesis.query.support.docket.DocketEntry.Kind;
import org.axonframework.config.ProcessingGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the docket: one row for each event by which something begins. Rows are only added. */
@Component
@ProcessingGroup(DocketFold.VIEW)
final class DocketFold implements Fold<UUID, DocketEntry> {

    static final String VIEW = "docket-1";

    @Override
    public Collection<UUID> keys(Recorded<?> recorded) {
        return entry(recorded) == null ? List.of() : List.of(recorded.eventId());
    }

    @Override
    public @Nullable DocketEntry fold(@Nullable DocketEntry row, Recorded<?> recorded) {
        return entry(recorded);
    }

    private static @Nullable DocketEntry entry(Recorded<?> recorded) {
        return switch (recorded.event()) {
            case SessionBooked event -> session(recorded, event.clientId(), event.appointment());
            case SessionRescheduled event -> session(recorded, event.clientId(), event.to());
            case EpisodeOpened event ->
                entry(
                        recorded,
                        Kind.EPISODE,
                        event.clientId(),
                        event.primaryTherapistId(),
                        event.occurred().at());
            case ClientRegistered event -> entry(recorded, Kind.CLIENT, event.clientId(), null, recorded.recordedAt());
            case BreakGlassInvoked event ->
                entry(
                        recorded,
                        Kind.BREAK_GLASS,
                        event.clientId(),
                        null,
                        event.occurred().at());
            default -> null;
        };
    }

    private static DocketEntry session(Recorded<?> recorded, ClientId client, Appointment appointment) {
        return entry(
                recorded,
                Kind.SESSION,
                client,
                appointment.therapistId(),
                appointment.slot().start());
    }

    private static DocketEntry entry(
            Recorded<?> recorded, Kind kind, ClientId client, @Nullable Id therapist, Instant at) {
        return new DocketEntry(
                recorded.eventId(),
                recorded.clinic(),
                kind,
                recorded.aggregateId(),
                client.value(),
                therapist == null ? null : therapist.value(),
                at,
                recorded.position());
    }

    @Override
    public Class<DocketEntry> row() {
        return DocketEntry.class;
    }
}
