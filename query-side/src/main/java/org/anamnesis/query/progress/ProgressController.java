package org.anamnesis.query.progress;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Problem;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.Hindsight;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Span;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers how a client's treatment goes, in figures that name the events they come from. */
@RestController
class ProgressController {

    private final History history;
    private final Freshness freshness;
    private final Hindsight hindsight;
    private final Readers readers;
    private final Installation installation;

    ProgressController(
            History history, Freshness freshness, Hindsight hindsight, Readers readers, Installation installation) {
        this.history = history;
        this.freshness = freshness;
        this.hindsight = hindsight;
        this.readers = readers;
        this.installation = installation;
    }

    /**
     * How a client's treatment goes.
     *
     * @param from an instant, or a day in the clinic's zone: only sessions booked to begin then or later count
     * @param to the same: only sessions booked to begin earlier count
     * @param knownAt only what was known then counts: an instant, or the end of a day; now if it is left out
     */
    @GetMapping("/api/v1/clients/{clientId}/progress")
    ClientProgress progress(
            @PathVariable UUID clientId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String knownAt,
            HttpServletRequest request) {
        var look = readers.demand(Readers.RECORD, clientId);
        var start = from == null ? null : Span.instant("from", from, installation.zone());
        var end = to == null ? null : Span.instant("to", to, installation.zone());
        if (start != null && end != null && !start.isBefore(end)) {
            throw Problem.malformed("to", "lies after from");
        }
        var bound = knownAt == null ? freshness.awaitHistory(request) : hindsight.position(knownAt);
        return ClientProgress.of(
                clientId,
                history.ofClient(look.clinic(), clientId, 0, bound, Integer.MAX_VALUE),
                visit -> (start == null || !visit.start().isBefore(start))
                        && (end == null || visit.start().isBefore(end)));
    }
}
