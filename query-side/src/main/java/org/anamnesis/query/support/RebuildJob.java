package org.anamnesis.query.support;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild of a read model, and how far it has come.
 *
 * @param readModel the read model's name, e.g. {@code schedule}
 * @param done how many events are folded
 * @param total how many there were to fold when it began, and those since
 * @param eventsPerSecond on average since it began
 * @param estimatedEnd if it goes on as until now; only while it reads the history
 * @param problem why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildJob(
        UUID id,
        String readModel,
        State state,
        long done,
        long total,
        long eventsPerSecond,
        @Nullable Instant estimatedEnd,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String problem) {

    /** How it stands with a job: it reads the history, it changes places with what serves, or it is over. */
    public enum State {
        RUNNING,
        SWAPPING,
        DONE,
        CANCELLED,
        FAILED
    }

    static RebuildJob of(
            UUID id,
            String readModel,
            State state,
            long done,
            long total,
            Instant startedAt,
            Instant now,
            @Nullable Instant endedAt,
            @Nullable String problem) {
        var millis = Math.max(
                1, Duration.between(startedAt, endedAt == null ? now : endedAt).toMillis());
        var all = Math.max(done, total);
        var isEstimated = state == State.RUNNING && done > 0;
        return new RebuildJob(
                id,
                readModel,
                state,
                done,
                all,
                done * 1000 / millis,
                isEstimated ? startedAt.plusMillis((long) (millis * ((double) all / done))) : null,
                startedAt,
                endedAt,
                problem);
    }

    @JsonIgnore
    public boolean isOver() {
        return state != State.RUNNING && state != State.SWAPPING;
    }
}
