package org.anamnesis.query.schedule;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.store.History;
import org.anamnesis.query.schedule.ScheduleController.ScheduleItem;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Streams;
import org.anamnesis.query.support.Streams.Entry;
import org.anamnesis.query.support.Streams.News;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells live what changes in the schedule. The id of an entry is the position of the event that made it so: what is sent
 * is read from the history, folded as the view folds it.
 */
@RestController
class ScheduleStreamController {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleStreamController.class);
    private static final int AT_ONCE = 200;

    private final Streams streams;
    private final History history;
    private final ScheduleFold fold;
    private final Readers readers;

    ScheduleStreamController(Streams streams, History history, ScheduleFold fold, Readers readers) {
        this.streams = streams;
        this.history = history;
        this.fold = fold;
        this.readers = readers;
    }

    /** Whose sessions somebody follows; one that is moved away from them is told a last time. */
    private record Wanted(
            @Nullable UUID therapistId,
            @Nullable UUID placeId,
            @Nullable UUID clientId) {

        boolean has(@Nullable ScheduleEntry entry) {
            return entry != null
                    && (therapistId == null || therapistId.equals(entry.therapistId()))
                    && (placeId == null || placeId.equals(entry.placeId()))
                    && (clientId == null || clientId.equals(entry.clientId()));
        }
    }

    /**
     * Sessions as they change, each as it stands after the change. Without an id it begins with what comes from now on.
     *
     * @param cursor the id after which to go on, where there is no Last-Event-ID
     */
    @GetMapping(value = "/api/v1/schedule/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Parameter(in = ParameterIn.HEADER, name = "Last-Event-ID", schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = ScheduleItem.class)))
    void scheduleStream(
            @RequestParam(required = false) @Nullable UUID therapistId,
            @RequestParam(required = false) @Nullable UUID placeId,
            @RequestParam(required = false) @Nullable UUID clientId,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            HttpServletResponse response) {
        readers.demandAmong(Readers.SCHEDULE);
        var wanted = new Wanted(therapistId, placeId, clientId);
        streams.send(id -> above(id, wanted), cursor, history::bound, request, response);
    }

    private News above(long id, Wanted wanted) {
        var look = readers.demandAmong(Readers.SCHEDULE); // each time: whose sessions they are may have changed
        var bound = history.bound();
        var events = history.ofKind(look.clinic(), "Session", id, bound, AT_ONCE);
        var more = events.size() == AT_ONCE;
        var upTo = more ? events.getLast().position() : bound;
        var sessions = events.stream().map(Recorded::aggregateId).distinct().toList();
        if (sessions.isEmpty()) {
            return new News(List.of(), upTo, more);
        }
        var entries = history.ofAggregates(look.clinic(), sessions).stream()
                .filter(recorded -> recorded.position() <= upTo)
                .collect(groupingBy(Recorded::aggregateId))
                .values()
                .stream()
                .map(session -> change(session, id, wanted))
                .filter(Objects::nonNull)
                .filter(entry -> entry.what() instanceof ScheduleItem item && look.sees(item.clientId()))
                .sorted(comparingLong(Entry::id))
                .toList();
        look.record(entries.stream().map(Entry::what).toList());
        return new News(entries, upTo, more);
    }

    /** How a session stands, if that has changed above an id. */
    private @Nullable Entry change(List<Recorded<?>> session, long id, Wanted wanted) {
        ScheduleEntry before = null;
        ScheduleEntry now = null;
        var concerns = false;
        try {
            for (var recorded : session) {
                now = fold.fold(now, recorded);
                before = recorded.position() <= id ? now : before;
                concerns |= recorded.position() > id && wanted.has(now);
            }
        } catch (RuntimeException odd) {
            LOG.warn("a session is not told live: {}", odd.getClass().getName()); // the others are
            return null;
        }
        return now == null || now.equals(before) || !(concerns || wanted.has(before))
                ? null
                : new Entry(session.getLast().position(), ScheduleItem.of(now));
    }
}
