package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.anamnesis.events.governance.AccessGrantEvent.AccessGrantEnded;
import org.anamnesis.events.governance.AccessGrantEvent.AccessGranted;
import org.anamnesis.events.governance.AccessGrantEvent.CopiesDestroyed;
import org.anamnesis.events.governance.AccessGrantId;
import org.anamnesis.events.governance.GrantPurpose;
import org.anamnesis.events.governance.GrantState;
import org.anamnesis.events.governance.Scope;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A grant of access.
 *
 * @param recipient who it is at the body; for the body itself only if the grant tells who people are
 * @param undertakingSignedAt when the body undertook in writing how it will use what it reads
 * @param undertaking what it undertook; to be read by whom {@code recipient} is
 * @param until the first moment at which it is over
 * @param copies whether what is read may be taken along
 * @param identities whether it tells who people are
 * @param destroyBy the last day on which copies may be kept
 * @param destroyedAt when the body destroyed them, as it confirmed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccessGrantNow(
        AccessGrantId grantId,
        GrantState state,
        String body,
        @Nullable String recipient,
        GrantPurpose purpose,
        Instant undertakingSignedAt,
        @Nullable String undertaking,
        Scope scope,
        Instant from,
        Instant until,
        boolean copies,
        boolean identities,
        @Nullable Instant endedAt,
        @Nullable String endReason,
        @Nullable LocalDate destroyBy,
        @Nullable Instant destroyedAt,
        @Nullable String destructionNote) {

    /** As grants are at a moment. */
    static Things.Fold<AccessGrantNow> at(Instant now) {
        return (before, event, eyes) -> event instanceof AccessGranted granted
                ? of(granted, now, eyes)
                : before == null ? null : before.after(event, eyes);
    }

    private static AccessGrantNow of(AccessGranted granted, Instant now, Eyes eyes) {
        return new AccessGrantNow(
                granted.grantId(),
                GrantState.at(now, granted.from(), granted.until(), null),
                granted.body(),
                eyes.read(granted.recipient()),
                granted.purpose(),
                granted.undertakingSigned().at(),
                eyes.read(granted.undertaking()),
                granted.scope(),
                granted.from(),
                granted.until(),
                granted.copies(),
                granted.identities(),
                null,
                null,
                granted.destroyBy(),
                null,
                null);
    }

    private AccessGrantNow after(Object event, Eyes eyes) {
        return switch (event) {
            case AccessGrantEnded ended ->
                with(GrantState.ENDED, ended.endedAt(), eyes.read(ended.reason()), destroyedAt, destructionNote);
            case CopiesDestroyed destroyed ->
                with(state, endedAt, endReason, destroyed.occurred().at(), eyes.read(destroyed.note()));
            default -> this;
        };
    }

    private AccessGrantNow with(
            GrantState now,
            @Nullable Instant ended,
            @Nullable String why,
            @Nullable Instant destroyed,
            @Nullable String note) {
        return new AccessGrantNow(
                grantId,
                now,
                body,
                recipient,
                purpose,
                undertakingSignedAt,
                undertaking,
                scope,
                from,
                until,
                copies,
                identities,
                ended,
                why,
                destroyBy,
                destroyed,
                note);
    }
}
