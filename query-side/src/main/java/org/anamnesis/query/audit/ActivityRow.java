package org.anamnesis.query.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.MayBeAboutClient;
import org.anamnesis.query.support.AccessRecords.AccessRecord;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.Teller;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user did, or looked at, or wanted to.
 *
 * @param kind {@code CHANGE} for what stands in the history, {@code LOOK} for a look at a client's data or a report
 * @param what was done in words, or what was asked
 * @param objectId the thing that was changed
 * @param outcome {@code DONE}, {@code PERMITTED}, or why it was denied
 * @param asked how a report was asked for
 * @param rows how many were shown
 * @param place where the report goes on after it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ActivityRow(
        Instant at,
        Kind kind,
        String actor,
        @Nullable String onBehalfOf,
        @Nullable String role,
        String what,
        @Nullable UUID objectId,
        @Nullable UUID clientId,
        String outcome,
        @Nullable String purpose,
        @Nullable String asked,
        @Nullable Integer rows,
        @Nullable UUID breakGlassId,
        @Nullable UUID grantId,
        String requestId,
        List<UUID> evidence,
        @JsonIgnore Place place)
        implements ReportRow, ConcernsClient {

    /** What it was. */
    enum Kind {
        CHANGE,
        LOOK
    }

    /** How far both have been told: the position of the last change, and the number of the last look. */
    record Place(long change, long look) {

        private Place after(Recorded<?> recorded) {
            return new Place(recorded.position(), look);
        }

        private Place after(AccessRecord record) {
            return new Place(change, record.id());
        }
    }

    static ActivityRow of(Recorded<?> recorded, Place place) {
        var metadata = recorded.metadata();
        return new ActivityRow(
                recorded.recordedAt(),
                Kind.CHANGE,
                metadata.getOrDefault("actor", ""),
                metadata.get("onBehalfOf"),
                metadata.get("role"),
                Teller.tell(recorded).what(),
                recorded.aggregateId(),
                MayBeAboutClient.client(recorded.event())
                        .map(client -> client.value())
                        .orElse(null),
                "DONE",
                metadata.get("purpose"),
                null,
                null,
                null,
                null,
                metadata.getOrDefault("requestId", ""),
                List.of(recorded.eventId()),
                place.after(recorded));
    }

    static ActivityRow of(AccessRecord look, Place place) {
        return new ActivityRow(
                look.at(),
                Kind.LOOK,
                look.actor(),
                look.onBehalfOf(),
                look.role(),
                look.kind(),
                null,
                look.client(),
                look.outcome(),
                look.purpose(),
                look.asked(),
                look.answered(),
                look.breakGlass(),
                look.accessGrant(),
                look.requestId(),
                List.of(),
                place.after(look));
    }

    @Override
    public String key() {
        return place.change() + "/" + place.look();
    }

    @Override
    public @Nullable UUID whose() {
        return clientId;
    }

    @Override
    public Instant took() {
        return at;
    }
}
