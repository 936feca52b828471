package org.anamnesis.query.lookup;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.events.web.Role;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers what was granted to outside bodies. */
@RestController
class AccessGrantsController {

    private static final Set<Role> OVERSIGHT_AND_BOARD =
            EnumSet.of(Role.RECORDS_OFFICER, Role.PRIVACY_OFFICER, Role.AUDITOR, Role.BOARD);

    private final Things things;
    private final Readers readers;
    private final JdbcClient sql;
    private final Clock clock;

    AccessGrantsController(Things things, Readers readers, @Qualifier("questions") DataSource questions, Clock clock) {
        this.things = things;
        this.readers = readers;
        this.sql = JdbcClient.create(questions);
        this.clock = clock;
    }

    /** One of them; for a body that comes by a grant, that one. */
    @GetMapping("/api/v1/access-grants/{grantId}")
    ResponseEntity<AccessGrantNow> accessGrant(@PathVariable UUID grantId) {
        return things.one(
                readers.demandGrant(OVERSIGHT_AND_BOARD, grantId, "grantId"),
                grantId,
                "grantId",
                AccessGrantNow.at(clock.instant()));
    }

    /** All of them, those that last longest first. */
    @GetMapping("/api/v1/access-grants")
    ResponseEntity<Page<AccessGrantNow>> accessGrants(
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var look = readers.demand(Readers.OVERSIGHT);
        var most = Listing.limit(limit);
        var ids = ids(look.clinic(), cursor == null ? null : Cursor.read(cursor), most + 1);
        var found = things.some(look, ids, AccessGrantNow.at(clock.instant()));
        return Listing.answer(
                ids.stream().map(found::get).filter(Objects::nonNull).toList(),
                most,
                grant -> new Cursor(grant.until(), grant.grantId().toString()),
                grant -> grant);
    }

    private List<UUID> ids(UUID clinic, @Nullable Cursor after, int limit) {
        return sql.sql("""
                        select grant_id from history.fact_access_grant
                        where clinic = ? and (until, grant_id) < (?, ?) order by until desc, grant_id desc limit ?""")
                .params(
                        clinic,
                        after == null
                                ? OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                                : after.at().atOffset(ZoneOffset.UTC),
                        after == null ? new UUID(-1, -1) : after.uuid(),
                        limit)
                .query(UUID.class)
                .list();
    }
}
