package org.anamnesis.command.support.facts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.CareEpisodeEvent.Discharged;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanAdjusted;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.rules.SessionLength;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.TherapistId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which episodes of care there are: for whom, with whom, usually where, and how long a session may be. */
@Component
public class Episodes implements FactTable {

    private final JdbcClient sql;

    Episodes(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * An episode.
     *
     * @param endedAt when the client was discharged; none while it is open
     */
    public record Known(
            EpisodeId episodeId,
            ClientId clientId,
            ServiceType serviceType,
            TherapistId primaryTherapistId,
            PlaceId usualPlaceId,
            Optional<SessionLength.Approval> extension,
            @Nullable Instant endedAt) {}

    /**
     * The episode with this id.
     *
     * @param field where in the command the id stands
     */
    public Known get(UUID clinic, EpisodeId episodeId, String field) {
        return sql.sql("select * from history.fact_episode where episode_id = ? and clinic = ? for share")
                .params(episodeId.value(), clinic)
                .query((row, i) -> {
                    var minutes = row.getObject("approved_minutes", Integer.class);
                    var ended = row.getObject("ended_at", OffsetDateTime.class);
                    return new Known(
                            episodeId,
                            new ClientId(row.getObject("client_id", UUID.class)),
                            ServiceType.valueOf(row.getString("service_type")),
                            new TherapistId(row.getObject("primary_therapist_id", UUID.class)),
                            new PlaceId(row.getObject("usual_place_id", UUID.class)),
                            minutes == null
                                    ? Optional.empty()
                                    : Optional.of(new SessionLength.Approval(
                                            minutes, row.getObject("approval_event_id", UUID.class))),
                            ended == null ? null : ended.toInstant());
                })
                .optional()
                .orElseThrow(Unknown.id(field));
    }

    /** Keeps everybody else from booking in an episode until the decision is stored. */
    public void alone(EpisodeId episodeId) {
        sql.sql("select 1 from history.fact_episode where episode_id = ? for update")
                .param(episodeId.value())
                .query(Integer.class)
                .optional();
    }

    /** Whether a client has an open episode of a service already. */
    public boolean open(ClientId clientId, ServiceType serviceType) {
        return sql.sql(
                        "select exists (select from history.fact_episode where client_id = ? and service_type = ? and ended_at is null)")
                .params(clientId.value(), serviceType.name())
                .query(Boolean.class)
                .single();
    }

    @Override
    public String table() {
        return "fact_episode";
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case EpisodeOpened event ->
                sql.sql("""
                                insert into history.fact_episode (clinic, episode_id, client_id, service_type,
                                    primary_therapist_id, usual_place_id, event_id)
                                values (?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                recorded.clinic(),
                                event.episodeId().value(),
                                event.clientId().value(),
                                event.serviceType().name(),
                                event.primaryTherapistId().value(),
                                event.usualPlaceId().value(),
                                recorded.eventId())
                        .update();
            case PlanAdjusted event ->
                SessionLength.Approval.in(event, recorded.eventId())
                        .ifPresent(approval -> sql.sql("""
                                        update history.fact_episode set approved_minutes = ?, approval_event_id = ?
                                        where episode_id = ?""")
                                .params(
                                        approval.minutes(),
                                        approval.evidence(),
                                        event.episodeId().value())
                                .update());
            case Discharged event ->
                sql.sql("update history.fact_episode set ended_at = ? where episode_id = ?")
                        .params(
                                event.occurred().at().atOffset(ZoneOffset.UTC),
                                event.episodeId().value())
                        .update();
            default -> {}
        }
    }
}
