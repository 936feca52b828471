package org.anamnesis.query.schedule;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.store.History;
import org.anamnesis.query.schedule.Resource.Kind;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.KnownPlaces;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.RuleBooks;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers which therapists and places there are. */
@RestController
class ResourceController {

    private static final Sort ORDER = Sort.by("resourceId");

    private final ResourceRows rows;
    private final Freshness freshness;
    private final Readers readers;
    private final Vault vault;
    private final History history;
    private final RuleBooks books;
    private final Clock clock;

    ResourceController(
            ResourceRows rows,
            Freshness freshness,
            Readers readers,
            Vault vault,
            History history,
            RuleBooks books,
            Clock clock) {
        this.rows = rows;
        this.freshness = freshness;
        this.readers = readers;
        this.vault = vault;
        this.history = history;
        this.books = books;
        this.clock = clock;
    }

    /** A therapist. */
    record TherapistItem(UUID therapistId, String name) {}

    /**
     * A place.
     *
     * @param open whether one may meet there
     * @param attested whether it is attested now as the rules want it
     */
    record PlaceItem(UUID placeId, String name, boolean open, boolean attested) {}

    /** The therapists, in the order of their ids. */
    @GetMapping("/api/v1/therapists")
    ResponseEntity<Page<TherapistItem>> therapists(
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var most = Listing.limit(limit);
        var clinic = readers.demand(Readers.SCHEDULE).clinic();
        return Listing.answer(
                found(clinic, Kind.THERAPIST, most, cursor, request),
                most,
                ResourceController::cursor,
                each -> new TherapistItem(each.resourceId(), name(each)));
    }

    /** The places, in the order of their ids. */
    @GetMapping("/api/v1/places")
    ResponseEntity<Page<PlaceItem>> places(
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var most = Listing.limit(limit);
        var clinic = readers.demand(Readers.SCHEDULE).clinic();
        var found = found(clinic, Kind.PLACE, most, cursor, request);
        var known = KnownPlaces.of(history.ofAggregates(
                clinic, found.stream().map(Resource::resourceId).toList()));
        var rules = books.now(clinic);
        var now = clock.instant();
        return Listing.answer(
                found,
                most,
                ResourceController::cursor,
                each -> new PlaceItem(
                        each.resourceId(),
                        name(each),
                        each.times().closedSince() == null,
                        known.isAttested(each.resourceId(), now, rules)));
    }

    private List<Resource> found(
            UUID clinic, Kind kind, int most, @Nullable String cursor, HttpServletRequest request) {
        var position = cursor == null
                ? ScrollPosition.keyset()
                : ScrollPosition.forward(
                        Map.of("resourceId", Cursor.read(cursor).uuid()));
        freshness.await(ResourceFold.VIEW, request);
        return rows.findBy(
                        of(clinic, kind),
                        query -> query.sortBy(ORDER).limit(most + 1).scroll(position))
                .map(row -> requireNonNull(row.entry))
                .getContent();
    }

    static Specification<ResourceRow> of(UUID clinic, Kind kind) {
        return (row, query, is) -> is.and(
                is.equal(row.get("entry").get("clinic"), clinic),
                is.equal(row.get("entry").get("kind"), kind));
    }

    private static Cursor cursor(Resource resource) {
        return new Cursor(Instant.EPOCH, resource.resourceId().toString());
    }

    private String name(Resource resource) {
        return vault.open(resource.name(), resource.resourceId());
    }
}
