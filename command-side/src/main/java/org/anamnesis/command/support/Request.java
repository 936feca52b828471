package org.anamnesis.command.support;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.regex.Pattern;
import org.anamnesis.events.access.PurposeOfUse;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Trace;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What surrounds a command on its way in.
 *
 * @param key the idempotency key; empty if none was given
 * @param expectedVersion what {@code If-Match} says; none if it says nothing, {@link #NO_VERSION} if it can match nothing
 * @param purpose for what it is asked, where the request says so
 * @param correlation what all that came of one request have in common
 * @param causation what brought it about: the request, or an event that a policy acts on
 * @param canonical what is asked, the same text for the same request
 * @param isRehearsal whether it is only tried, and leaves nothing behind, not even a receipt
 */
record Request(
        Actor actor,
        @Nullable PurposeOfUse purpose,
        String id,
        String correlation,
        String causation,
        String key,
        @Nullable Long expectedVersion,
        String canonical,
        boolean isRehearsal) {

    static final long NO_VERSION = -1;

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,198}[\\x21-\\x7e])?");
    private static final Pattern ETAG = Pattern.compile("\"(\\d{1,18})\"");

    /** The HTTP request that is being served. */
    static Request current(Installation installation) {
        var http = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        return new Request(
                Actor.current(installation),
                PurposeOfUse.of(http),
                Trace.id(),
                Trace.id(),
                Trace.id(),
                key(http),
                expectedVersion(http.getHeader(HttpHeaders.IF_MATCH)),
                (String) Objects.requireNonNull(http.getAttribute(FromRequestResolver.REQUEST)),
                false);
    }

    /** The same, only to be tried. */
    Request rehearsal() {
        return new Request(actor, purpose, id, correlation, causation, "", null, canonical, true);
    }

    private static String key(HttpServletRequest http) {
        var key = http.getHeader("Idempotency-Key");
        if (key == null) {
            return "";
        }
        if (!KEY.matcher(key).matches()) {
            throw Problem.malformed("Idempotency-Key", "1 to 200 printable ASCII characters are expected");
        }
        return key;
    }

    private static @Nullable Long expectedVersion(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        var version = ETAG.matcher(ifMatch.trim());
        return version.matches() ? Long.parseLong(version.group(1)) : NO_VERSION;
    }
}
