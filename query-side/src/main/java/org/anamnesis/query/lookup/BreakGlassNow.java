package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassInvoked;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassReviewed;
import org.anamnesis.events.privacy.BreakGlassId;
import org.anamnesis.events.privacy.BreakGlassVerdict;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A breaking of the glass.
 *
 * @param verdict what a review came to; none before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BreakGlassNow(
        BreakGlassId breakGlassId,
        ClientId clientId,
        String account,
        @Nullable String reason,
        Instant until,
        @Nullable BreakGlassVerdict verdict,
        @Nullable String note) {

    static @Nullable BreakGlassNow fold(@Nullable BreakGlassNow before, Object event, Eyes eyes) {
        return switch (event) {
            case BreakGlassInvoked invoked ->
                new BreakGlassNow(
                        invoked.breakGlassId(),
                        invoked.clientId(),
                        invoked.account(),
                        eyes.read(invoked.reason()),
                        invoked.until(),
                        null,
                        null);
            case BreakGlassReviewed reviewed ->
                before == null
                        ? null
                        : new BreakGlassNow(
                                before.breakGlassId,
                                before.clientId,
                                before.account,
                                before.reason,
                                before.until,
                                reviewed.verdict(),
                                eyes.read(reviewed.note()));
            default -> before;
        };
    }
}
