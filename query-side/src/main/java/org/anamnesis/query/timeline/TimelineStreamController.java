package org.anamnesis.query.timeline;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Streams;
import org.anamnesis.query.support.Streams.Entry;
import org.anamnesis.query.support.Streams.News;
import org.anamnesis.query.timeline.TimelineController.TimelineItem;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells live what happens to a client. The id of an entry is its position, in whose order one client's entries appear. */
@RestController
class TimelineStreamController {

    private static final int AT_ONCE = 200;
    private static final Sort BY_POSITION = Sort.by("position");

    private final Streams streams;
    private final TimelineRows rows;
    private final Readers readers;

    TimelineStreamController(Streams streams, TimelineRows rows, Readers readers) {
        this.streams = streams;
        this.rows = rows;
        this.readers = readers;
    }

    /**
     * A client's timeline as it grows. Without an id it begins with what the timeline does not show yet.
     *
     * @param cursor the id after which to go on, where there is no Last-Event-ID
     */
    @GetMapping(value = "/api/v1/clients/{clientId}/timeline/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Parameter(in = ParameterIn.HEADER, name = "Last-Event-ID", schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = TimelineItem.class)))
    void timelineStream(
            @PathVariable UUID clientId,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            HttpServletResponse response) {
        var look = readers.demand(Readers.RECORD, clientId);
        var client = TimelineController.client(look.clinic(), clientId);
        streams.send(id -> above(clientId, client, id), cursor, () -> last(client), request, response);
    }

    private long last(Specification<TimelineRow> client) {
        return rows.findBy(
                        client, query -> query.sortBy(BY_POSITION.descending()).first())
                .map(row -> row.position)
                .orElse(0L);
    }

    private News above(UUID clientId, Specification<TimelineRow> client, long id) {
        Specification<TimelineRow> later = (row, query, is) -> is.greaterThan(row.get("position"), id);
        var found = rows.findBy(
                client.and(later),
                query -> query.sortBy(BY_POSITION).limit(AT_ONCE).all());
        if (found.isEmpty()) {
            return new News(List.of(), id, false);
        }
        var look = readers.demand(Readers.RECORD, clientId); // each time: the asker may see it no longer
        var entries = found.stream()
                .map(row -> new Entry(row.position, TimelineItem.of(requireNonNull(row.entry), look)))
                .toList();
        look.record(entries);
        return new News(entries, entries.getLast().id(), entries.size() == AT_ONCE);
    }
}
