package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionAgreed;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionEnded;
import org.anamnesis.events.workforce.SupervisionId;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * An agreement of supervision.
 *
 * @param until when it ended; none while it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SupervisionNow(
        SupervisionId supervisionId,
        TherapistId supervisorId,
        TherapistId superviseeId,
        Instant from,
        @Nullable Instant until) {

    static @Nullable SupervisionNow fold(@Nullable SupervisionNow before, Object event, Eyes eyes) {
        return switch (event) {
            case SupervisionAgreed agreed ->
                new SupervisionNow(
                        agreed.supervisionId(),
                        agreed.supervisorId(),
                        agreed.superviseeId(),
                        agreed.occurred().at(),
                        null);
            case SupervisionEnded ended ->
                before == null
                        ? null
                        : new SupervisionNow(
                                before.supervisionId,
                                before.supervisorId,
                                before.superviseeId,
                                before.from,
                                ended.occurred().at());
            default -> before;
        };
    }
}
