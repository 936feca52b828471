package org.anamnesis.query.schedule;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.events.rules.Rule.TIME_STEP;
import static org.anamnesis.events.rules.Rule.USUAL_HOURS_FROM;
import static org.anamnesis.events.rules.Rule.USUAL_HOURS_TO;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.rules.RuleProfile;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Problem;
import org.anamnesis.query.schedule.Resource.Kind;
import org.anamnesis.query.schedule.ScheduleEntry.Status;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.KnownPlaces;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.RuleBooks;
import org.anamnesis.query.support.Span;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers when somebody could meet: what a booking would then be judged by is more than that. */
@RestController
class FreeSlotsController {

    private static final Duration LONGEST_SPAN = Duration.ofDays(31);
    private static final int DAY = 1440;
    private static final List<Status> FREE = List.of(Status.CANCELLED, Status.NO_SHOW);

    private final ScheduledSessions sessions;
    private final ResourceRows resources;
    private final Freshness freshness;
    private final Readers readers;
    private final RuleBooks books;
    private final History history;
    private final Installation installation;
    private final Clock clock;

    FreeSlotsController(
            ScheduledSessions sessions,
            ResourceRows resources,
            Freshness freshness,
            Readers readers,
            RuleBooks books,
            History history,
            Installation installation,
            Clock clock) {
        this.sessions = sessions;
        this.resources = resources;
        this.freshness = freshness;
        this.readers = readers;
        this.books = books;
        this.history = history;
        this.installation = installation;
        this.clock = clock;
    }

    /** A time at which a therapist and a place are free. */
    record FreeSlot(Instant start, Instant end, UUID therapistId, UUID placeId) {}

    /**
     * Times to come, as far apart as the rules say, at which a therapist and a place can be planned with and nobody is in
     * another session: one entry for each therapist who is free then, with the place asked for, else with one that is
     * open, attested and free. Where neither has hours of their own, in the usual hours at the place.
     *
     * @param from an instant, or a day in the clinic's zone; the stretch is half-open and up to 31 days
     * @param minutes how long, 1 to 1440
     */
    @GetMapping("/api/v1/free-slots")
    ResponseEntity<Page<FreeSlot>> freeSlots(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam int minutes,
            @RequestParam(required = false) @Nullable UUID therapistId,
            @RequestParam(required = false) @Nullable UUID placeId,
            @RequestParam(required = false) @Nullable UUID clientId,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var clinic = readers.demand(Readers.SCHEDULE).clinic();
        var within = within(from, to);
        if (minutes < 1 || minutes > DAY) {
            throw Problem.malformed("minutes", "1 to 1440 is expected");
        }
        var most = Listing.limit(limit);
        var after = cursor == null ? null : Cursor.read(cursor);
        freshness.await(ScheduleFold.VIEW, request);
        freshness.await(ResourceFold.VIEW, request);
        var therapists = of(clinic, Kind.THERAPIST, therapistId, "therapistId");
        var places = of(clinic, Kind.PLACE, placeId, "placeId");
        var taken = taken(clinic, within);
        var book = books.knownAt(clinic, freshness.awaitHistory(request));
        var step = book.at(within.start()).get(TIME_STEP);
        var attested = placeId == null ? attested(clinic, places, book) : (Fit) (place, slot) -> true;
        var found = new ArrayList<FreeSlot>();
        for (var start = first(within, after, step);
                start.isBefore(within.end()) && found.size() <= most;
                start = start.plus(step)) {
            var slot = TimeSlot.of(start, Duration.ofMinutes(minutes));
            var busy = taken.stream().filter(each -> touches(each, slot)).toList();
            if (slot.end().isAfter(within.end())
                    || busy.stream().anyMatch(each -> each.clientId().equals(clientId))) {
                continue;
            }
            for (var therapist : therapists) {
                var isLater = after == null
                        || slot.start().isAfter(after.at())
                        || therapist.resourceId().compareTo(after.uuid()) > 0;
                if (isLater && free(therapist, slot, busy)) {
                    place(places, therapist, slot, busy, attested, book.at(slot.start()))
                            .map(place ->
                                    new FreeSlot(slot.start(), slot.end(), therapist.resourceId(), place.resourceId()))
                            .ifPresent(found::add);
                }
            }
        }
        return Listing.answer(
                found, most, slot -> new Cursor(slot.start(), slot.therapistId().toString()), slot -> slot);
    }

    private TimeSlot within(String from, String to) {
        var start = Span.instant("from", from, installation.zone());
        var end = Span.instant("to", to, installation.zone());
        if (!start.isBefore(end)) {
            throw Problem.malformed("to", "lies after from");
        }
        if (end.isAfter(start.plus(LONGEST_SPAN))) {
            throw Problem.malformed("to", "lies at most 31 days after from");
        }
        return new TimeSlot(start, end);
    }

    /** The first step to come, or where the list goes on. */
    private Instant first(TimeSlot within, @Nullable Cursor after, Duration step) {
        var now = clock.instant();
        var earliest = within.start().isBefore(now) ? now : within.start();
        if (after != null && after.at().isAfter(earliest)) {
            earliest = after.at();
        }
        var steps = -Math.floorDiv(-earliest.getEpochSecond(), step.toSeconds());
        var first = Instant.ofEpochSecond(steps * step.toSeconds());
        return first.isAfter(now) ? first : first.plus(step);
    }

    private List<Resource> of(UUID clinic, Kind kind, @Nullable UUID id, String field) {
        var found = resources.findAll(ResourceController.of(clinic, kind)).stream()
                .map(row -> requireNonNull(row.entry))
                .filter(each -> id == null || each.resourceId().equals(id))
                .sorted(Comparator.comparing(Resource::resourceId))
                .toList();
        if (id != null && found.isEmpty()) {
            throw Problem.unknown(field);
        }
        return found;
    }

    private List<ScheduleEntry> taken(UUID clinic, TimeSlot within) {
        return sessions
                .findAll(ScheduleController.inClinic(clinic)
                        .and(ScheduleController.touches(within.start(), within.end())))
                .stream()
                .map(row -> requireNonNull(row.entry))
                .filter(each -> !FREE.contains(each.status()))
                .toList();
    }

    /** Whether a place will do. */
    private interface Fit {
        boolean is(Resource place, TimeSlot slot);
    }

    /** Places are judged as a booking judges them. */
    private Fit attested(UUID clinic, List<Resource> places, RuleBook book) {
        var known = KnownPlaces.of(history.ofAggregates(
                clinic, places.stream().map(Resource::resourceId).toList()));
        return (place, slot) -> known.isAttested(place.resourceId(), slot.start(), book);
    }

    private Optional<Resource> place(
            List<Resource> places,
            Resource therapist,
            TimeSlot slot,
            List<ScheduleEntry> busy,
            Fit attested,
            RuleProfile rules) {
        return places.stream()
                .filter(place -> free(place, slot, busy)
                        && (therapist.times().hasHours() || place.times().hasHours() || usual(place, slot, rules))
                        && attested.is(place, slot))
                .findFirst();
    }

    private static boolean free(Resource resource, TimeSlot slot, List<ScheduleEntry> busy) {
        return resource.times().hold(slot)
                && busy.stream()
                        .noneMatch(each -> each.therapistId().equals(resource.resourceId())
                                || each.placeId().equals(resource.resourceId()));
    }

    private boolean usual(Resource place, TimeSlot slot, RuleProfile rules) {
        var start = slot.start().atZone(zone(place));
        var end = slot.end().atZone(zone(place));
        return !start.toLocalTime().isBefore(rules.get(USUAL_HOURS_FROM))
                && !end.toLocalTime().isAfter(rules.get(USUAL_HOURS_TO))
                && start.toLocalDate().equals(end.toLocalDate());
    }

    private ZoneId zone(Resource place) {
        return place.times().zone() == null
                ? installation.zone()
                : place.times().zone();
    }

    private static boolean touches(ScheduleEntry session, TimeSlot slot) {
        return session.starts().isBefore(slot.end()) && session.ends().isAfter(slot.start());
    }
}
