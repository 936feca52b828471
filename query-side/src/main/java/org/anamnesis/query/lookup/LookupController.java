package org.anamnesis.query.lookup;

import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.web.Role;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers with one thing as it is now; its ETag is what {@code If-Match} asks for. */
@RestController
class LookupController {

    private static final Set<Role> PLANNERS = Readers.SCHEDULE;
    private static final Set<Role> RECORD = Readers.RECORD;
    private static final Set<Role> TREATING = Readers.TREATING;

    private final Things things;

    LookupController(Things things) {
        this.things = things;
    }

    @GetMapping("/api/v1/therapists/{therapistId}")
    ResponseEntity<TherapistNow> therapist(@PathVariable UUID therapistId) {
        return things.one(PLANNERS, therapistId, "therapistId", TherapistNow::fold);
    }

    @GetMapping("/api/v1/credentials/{credentialId}")
    ResponseEntity<CredentialNow> credential(@PathVariable UUID credentialId) {
        return things.one(RECORD, credentialId, "credentialId", CredentialNow::fold);
    }

    @GetMapping("/api/v1/places/{placeId}")
    ResponseEntity<PlaceNow> place(@PathVariable UUID placeId) {
        return things.one(PLANNERS, placeId, "placeId", PlaceNow::fold);
    }

    @GetMapping("/api/v1/clients/{clientId}")
    ResponseEntity<ClientNow> client(@PathVariable UUID clientId) {
        return things.oneOfClient(PLANNERS, clientId, "clientId", ClientNow::fold);
    }

    @GetMapping("/api/v1/consents/{consentId}")
    ResponseEntity<ConsentNow> consent(@PathVariable UUID consentId) {
        return things.oneOfClient(PLANNERS, consentId, "consentId", ConsentNow::fold);
    }

    @GetMapping("/api/v1/clients/{clientId}/consents")
    Page<ConsentNow> consentsOfClient(@PathVariable UUID clientId) {
        return things.ofClient(PLANNERS, clientId, "Consent", ConsentNow::fold);
    }

    /** For its author; for a supervisor who trains, with the purpose of use TRAINING. */
    @GetMapping("/api/v1/counselling-notes/{noteId}")
    ResponseEntity<CounsellingNoteNow> counsellingNote(@PathVariable UUID noteId) {
        return things.oneOfClient(TREATING, noteId, "noteId", CounsellingNoteNow::fold);
    }

    @GetMapping("/api/v1/supervision/{supervisionId}")
    ResponseEntity<SupervisionNow> supervision(@PathVariable UUID supervisionId) {
        return things.one(RECORD, supervisionId, "supervisionId", SupervisionNow::fold);
    }

    @GetMapping("/api/v1/break-glass/{breakGlassId}")
    ResponseEntity<BreakGlassNow> oneBreakGlass(@PathVariable UUID breakGlassId) {
        return things.oneOfClient(Readers.PRIVACY, breakGlassId, "breakGlassId", BreakGlassNow::fold);
    }

    @GetMapping("/api/v1/clients/{clientId}/loved-ones")
    Page<LovedOneNow> lovedOnesOfClient(@PathVariable UUID clientId) {
        return things.ofClient(PLANNERS, clientId, "LovedOne", LovedOneNow::fold);
    }

    @GetMapping("/api/v1/episodes/{episodeId}")
    ResponseEntity<EpisodeNow> episode(@PathVariable UUID episodeId) {
        return things.oneOfClient(PLANNERS, episodeId, "episodeId", EpisodeNow::fold);
    }

    @GetMapping("/api/v1/clients/{clientId}/episodes")
    Page<EpisodeNow> episodesOfClient(@PathVariable UUID clientId) {
        return things.ofClient(PLANNERS, clientId, "CareEpisode", EpisodeNow::fold);
    }

    /**
     * A plan.
     *
     * @param knownAt as it was known then: an instant, or the end of a day; now if it is left out
     */
    @GetMapping("/api/v1/plans/{planId}")
    ResponseEntity<PlanNow> plan(@PathVariable UUID planId, @RequestParam(required = false) @Nullable String knownAt) {
        return things.oneOfClient(RECORD, planId, "planId", knownAt, PlanNow::fold);
    }

    @GetMapping("/api/v1/clients/{clientId}/plans")
    Page<PlanNow> plansOfClient(@PathVariable UUID clientId) {
        return things.ofClient(RECORD, clientId, "TreatmentPlan", PlanNow::fold);
    }

    @GetMapping("/api/v1/sessions/{sessionId}")
    ResponseEntity<SessionNow> session(@PathVariable UUID sessionId) {
        return things.oneOfClient(PLANNERS, sessionId, "sessionId", SessionNow::fold);
    }

    @GetMapping("/api/v1/session-series/{seriesId}")
    ResponseEntity<SeriesNow> sessionSeries(@PathVariable UUID seriesId) {
        return things.oneOfClient(PLANNERS, seriesId, "seriesId", SeriesNow::fold);
    }
}
