package org.anamnesis.query.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.events.ledger.Bundle;
import org.anamnesis.events.ledger.Checkpoint;
import org.anamnesis.events.ledger.Ledger;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Role;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.report.Desk;
import org.anamnesis.query.support.report.ReportPart;
import org.anamnesis.query.support.report.Terms;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Hands out what it takes to see for oneself that the history, and the record of who looked, are as they were sealed. */
@RestController
@RequestMapping("/api/v1/compliance/integrity")
class IntegrityController {

    private static final Set<Role> OVERSIGHT_AND_OPERATION =
            EnumSet.of(Role.AUDITOR, Role.PRIVACY_OFFICER, Role.RECORDS_OFFICER, Role.OPERATOR);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final IntegrityReport integrity;
    private final Desk desk;
    private final Readers readers;
    private final Installation installation;
    private final JdbcClient sql;

    IntegrityController(
            Ledger ledger,
            IntegrityReport integrity,
            Desk desk,
            Readers readers,
            Installation installation,
            @Qualifier("questions") DataSource questions) {
        this.ledger = ledger;
        this.integrity = integrity;
        this.desk = desk;
        this.readers = readers;
        this.installation = installation;
        this.sql = JdbcClient.create(questions);
    }

    /**
     * A checkpoint.
     *
     * @param size how many entries the tree has
     * @param position of the last of them
     * @param root in base64
     * @param note the signed text that a witness keeps (C2SP tlog-checkpoint)
     */
    record SignedCheckpoint(Log log, long size, long position, String root, Instant signedAt, String note) {

        static SignedCheckpoint of(Checkpoint checkpoint) {
            return new SignedCheckpoint(
                    checkpoint.log(),
                    checkpoint.size(),
                    checkpoint.position(),
                    base64(checkpoint.root()),
                    checkpoint.signedAt(),
                    checkpoint.note());
        }
    }

    /**
     * A key that checkpoints are or were signed with.
     *
     * @param key as C2SP writes it
     * @param vouchedBy the note by which the key before it vouches for it; none for the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SigningKey(int number, String key, @Nullable String vouchedBy, Instant since) {}

    /**
     * What leads from one event to a signed root.
     *
     * @param index which entry of the tree it is, from 0
     * @param leaf the hash of the stored row as it was sealed, in base64
     * @param path the hashes on the way up, in base64 (RFC 9162)
     */
    record Proof(
            UUID eventId, long position, long index, String leaf, List<String> path, SignedCheckpoint checkpoint) {}

    /**
     * What shows that one tree goes on from a smaller one.
     *
     * @param proof hashes in base64 (RFC 9162)
     */
    record Consistency(Log log, long from, long to, List<String> proof) {}

    /**
     * whether the history, and the record of who looked, are as they were sealed. Each run compares all of it anew.
     *
     * @param from what was sealed at this time or later
     * @param to and before this time
     */
    @GetMapping
    @Nullable
    ReportPart<IntegrityRow> integrity(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @ParameterObject Terms terms) {
        var stretch = Stretch.of(from, to, installation.zone());
        return desk.answer(
                IntegrityReport.INTEGRITY, terms, stretch.asked(), inquiry -> integrity.rows(inquiry, stretch));
    }

    /** The newest checkpoint, or the one of a size. */
    @GetMapping("/checkpoint")
    SignedCheckpoint checkpoint(
            @RequestParam(defaultValue = "EVENTS") Log log, @RequestParam(required = false) @Nullable Long size) {
        var unused = readers.demand(OVERSIGHT_AND_OPERATION);
        return SignedCheckpoint.of(at(log, size));
    }

    /** The keys that checkpoints are and were signed with, the oldest first. */
    @GetMapping("/keys")
    Page<SigningKey> signingKeys() {
        var unused = readers.demand(OVERSIGHT_AND_OPERATION);
        return new Page<>(
                ledger.keys().stream()
                        .map(key -> new SigningKey(key.number(), key.key(), key.note(), key.since()))
                        .toList(),
                null);
    }

    /** Proves that an event is an entry of the tree, the newest or that of a size. */
    @GetMapping("/proof/{eventId}")
    Proof inclusionProof(@PathVariable UUID eventId, @RequestParam(required = false) @Nullable Long size) {
        var look = readers.demand(Readers.OVERSIGHT);
        var position = sql.sql("select position from history.event where event_id = ? and clinic = ?")
                .params(eventId, look.clinic())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.unknown("eventId"));
        var at = size == null ? ledger.awaitNext(Log.EVENTS, position, PATIENCE) : at(Log.EVENTS, size);
        var proof = ledger.inclusion(Log.EVENTS, position, at);
        return new Proof(
                eventId,
                position,
                proof.index(),
                base64(proof.leaf()),
                proof.path().stream().map(IntegrityController::base64).toList(),
                SignedCheckpoint.of(at));
    }

    /** Proves that the tree of one checkpoint goes on from that of a smaller one; the newest if no size is given. */
    @GetMapping("/consistency")
    Consistency consistencyProof(
            @RequestParam(defaultValue = "EVENTS") Log log,
            @RequestParam(defaultValue = "0") long from,
            @RequestParam(required = false) @Nullable Long to) {
        var unused = readers.demand(OVERSIGHT_AND_OPERATION);
        var later = at(log, to).size();
        if (from < 0 || from > later) {
            throw Problem.malformed("from", "is a size between 0 and that of the later checkpoint, " + later);
        }
        return new Consistency(
                log,
                from,
                later,
                ledger.consistency(log, from, later).stream()
                        .map(IntegrityController::base64)
                        .toList());
    }

    /**
     * A part of the history, or of the record of who looked, to be checked without this server: everything about one
     * client, or everything from one position to another. Of other clinics' entries it holds hashes only. It waits until
     * all of it is sealed.
     *
     * @param witness the size of a checkpoint that was kept elsewhere, to be compared with it
     */
    @GetMapping(value = "/bundle", produces = "application/zip")
    ResponseEntity<StreamingResponseBody> bundle(
            @RequestParam(defaultValue = "EVENTS") Log log,
            @RequestParam(required = false) @Nullable UUID client,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            @RequestParam(defaultValue = "0") long witness) {
        if (client != null) {
            var look = readers.demand(Readers.OVERSIGHT, client);
            look.record(List.of(new Held(client)));
            return zip(ledger.bundle(upTo(log, last(log)), witness, look.clinic(), client));
        }
        var look = readers.demand(Readers.OVERSIGHT);
        var above = from == null ? Long.MIN_VALUE + 1 : from; // whatever somebody may have put before the first
        var bound = Math.min(to == null ? Long.MAX_VALUE : to, last(log));
        recordAll(look, log, above, bound);
        return zip(ledger.bundle(upTo(log, bound), witness, look.clinic(), above, bound));
    }

    /** One client of whom a bundle holds something. */
    private record Held(UUID whose) implements ConcernsClient {}

    private void recordAll(Look look, Log log, long from, long to) {
        look.record(sql.sql("select distinct client from " + log.table() + " where client is not null and clinic = ?"
                        + " and " + log.order() + " between ? and ?")
                .params(look.clinic(), from, to)
                .query((row, i) -> new Held(row.getObject(1, UUID.class)))
                .list());
    }

    private long last(Log log) {
        return sql.sql("select coalesce(max(" + log.order() + "), 0) from " + log.table())
                .query(Long.class)
                .single();
    }

    private Checkpoint upTo(Log log, long position) {
        return ledger.awaitNext(log, position, PATIENCE);
    }

    private Checkpoint at(Log log, @Nullable Long size) {
        return size == null
                ? ledger.latest(log).orElseGet(() -> upTo(log, 0))
                : ledger.ofSize(log, size).orElseThrow(() -> Problem.unknown("size"));
    }

    private static ResponseEntity<StreamingResponseBody> zip(Bundle bundle) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename("bundle.zip")
                                .build()
                                .toString())
                .body(bundle::write);
    }

    /** The program that checks bundles: one file of plain Java that anybody can read. */
    @GetMapping(value = "/verifier", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> verifier() {
        var unused = readers.demand(OVERSIGHT_AND_OPERATION);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename("Verify.java")
                                .build()
                                .toString())
                .body(Verifier.SOURCE);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
