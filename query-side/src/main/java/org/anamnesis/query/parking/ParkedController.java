package org.anamnesis.query.parking;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Parking;
import org.anamnesis.query.support.Parking.Retried;
import org.anamnesis.query.support.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells operators what views could not take in, and has it tried again. */
@RestController
class ParkedController {

    private final JdbcClient sql;
    private final Parking parking;
    private final Readers readers;

    ParkedController(@Qualifier("questions") DataSource questions, Parking parking, Readers readers) {
        this.sql = JdbcClient.create(questions);
        this.parking = parking;
        this.readers = readers;
    }

    /**
     * An event that a view has not taken in.
     *
     * @param sequence what is held up: the client's id, else the thing's
     * @param error the kind of failure; absent where the event only waits behind another
     * @param hash SHA-256 of what the failure says, which may hold personal data and is kept nowhere
     * @param attempts how often it was tried
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ParkedItem(
            String view,
            UUID sequence,
            long position,
            UUID eventId,
            String type,
            @Nullable String error,
            @Nullable String hash,
            Instant parkedAt,
            int attempts) {}

    private record Row(long id, ParkedItem item) {

        static Row of(ResultSet row, int index) throws SQLException {
            return new Row(
                    row.getLong("id"),
                    new ParkedItem(
                            row.getString("view"),
                            row.getObject("sequence", UUID.class),
                            row.getLong("position"),
                            row.getObject("event_id", UUID.class),
                            row.getString("type"),
                            row.getString("error"),
                            row.getString("hash"),
                            row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                            row.getInt("attempts")));
        }
    }

    /** The events that read models have not taken in, in the order in which they were parked. */
    @GetMapping("/api/v1/read-models/parked")
    ResponseEntity<Page<ParkedItem>> parkedEvents(
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var actor = readers.demand(Readers.OPERATION);
        var most = Listing.limit(limit);
        var after = cursor == null ? 0 : Cursor.read(cursor).number();
        var found = sql.sql("select * from views.parked where clinic = ? and id > ? order by id limit ?")
                .params(actor.clinic(), after, most + 1)
                .query(Row::of)
                .list();
        return Listing.answer(
                found, most, row -> new Cursor(row.item().parkedAt(), String.valueOf(row.id())), Row::item);
    }

    /**
     * Folds parked events again, in order, and in each sequence up to the first that still fails. A sequence of which
     * nothing is left flows again.
     *
     * @param sequence only this one; if absent all of the view
     */
    @PostMapping("/api/v1/read-models/parked/retry")
    Retried retryParkedEvents(@RequestParam String view, @RequestParam(required = false) @Nullable UUID sequence) {
        var actor = readers.demand(Readers.OPERATION);
        return parking.retry(actor.clinic(), view, sequence);
    }
}
