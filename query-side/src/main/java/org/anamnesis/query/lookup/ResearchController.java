package org.anamnesis.query.lookup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.events.store.Anamnesis;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.events.web.Role;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers which studies data are handed out for, and hands them out. */
@RestController
@RequestMapping("/api/v1/research")
class ResearchController {

    private static final Set<Role> RESEARCH =
            EnumSet.of(Role.RESEARCHER, Role.PRIVACY_OFFICER, Role.RECORDS_OFFICER, Role.AUDITOR);
    private static final Set<Role> RECIPIENTS = EnumSet.of(Role.RESEARCHER);

    private final Things things;
    private final Readers readers;
    private final JdbcClient sql;
    private final Clock clock;
    private final Installation installation;
    private final Path home;

    ResearchController(
            Things things,
            Readers readers,
            @Qualifier("questions") DataSource questions,
            Clock clock,
            Installation installation,
            Anamnesis anamnesis) {
        this.things = things;
        this.readers = readers;
        this.sql = JdbcClient.create(questions);
        this.clock = clock;
        this.installation = installation;
        this.home = anamnesis.dataDir().resolve("research");
    }

    /** All studies, those that may go on longest first. */
    @GetMapping("/studies")
    Page<StudyNow> studies() {
        var look = readers.demand(RESEARCH);
        var ids = sql.sql("select study_id from history.fact_study where clinic = ? order by ends desc, study_id")
                .param(look.clinic())
                .query(UUID.class)
                .list();
        var found = things.some(look, ids, StudyNow.on(today()));
        return new Page<>(ids.stream().map(found::get).filter(Objects::nonNull).toList(), null);
    }

    @GetMapping("/studies/{studyId}")
    ResponseEntity<StudyNow> study(@PathVariable UUID studyId) {
        return things.one(RESEARCH, studyId, "studyId", StudyNow.on(today()));
    }

    /** Exports of data sets, the latest first. */
    @GetMapping("/exports")
    ResponseEntity<Page<DatasetExportNow>> datasetExports(
            @RequestParam(required = false) @Nullable UUID studyId,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var look = readers.demand(RESEARCH);
        var most = Listing.limit(limit);
        var requested = requested(look.clinic(), studyId, cursor == null ? null : Cursor.read(cursor), most + 1);
        var found = things.some(look, requested.stream().map(Cursor::uuid).toList(), DatasetExportNow::fold);
        return Listing.answer(requested, most, each -> each, each -> Objects.requireNonNull(found.get(each.uuid())));
    }

    private List<Cursor> requested(UUID clinic, @Nullable UUID study, @Nullable Cursor after, int limit) {
        return sql.sql("""
                        select requested_at, export_id from history.fact_dataset_export
                        where clinic = ? and study_id = coalesce(?, study_id) and (requested_at, export_id) < (?, ?)
                        order by requested_at desc, export_id desc limit ?""")
                .param(clinic)
                .param(study)
                .param((after == null ? Instant.parse("2999-01-01T00:00:00Z") : after.at()).atOffset(ZoneOffset.UTC))
                .param(after == null ? new UUID(-1, -1) : after.uuid())
                .param(limit)
                .query((row, i) -> new Cursor(
                        row.getObject("requested_at", OffsetDateTime.class).toInstant(), row.getString("export_id")))
                .list();
    }

    /** One of them, and how far it has come. */
    @GetMapping("/exports/{exportId}")
    ResponseEntity<DatasetExportNow> datasetExport(@PathVariable UUID exportId) {
        var now = things.one(RESEARCH, exportId, "exportId", DatasetExportNow::fold);
        return sql.sql("select done, total from history.export_progress where export_id = ?")
                .param(exportId)
                .query((row, i) -> ResponseEntity.status(now.getStatusCode())
                        .headers(now.getHeaders())
                        .body(Objects.requireNonNull(now.getBody()).at(row.getLong("done"), row.getLong("total"))))
                .optional()
                .orElse(now);
    }

    /**
     * A file of a data set. That it is handed out is put on record.
     *
     * @param name as the export names it
     */
    @GetMapping("/exports/{exportId}/files/{name}")
    ResponseEntity<Resource> datasetFile(@PathVariable UUID exportId, @PathVariable String name) {
        var look = readers.demand(RECIPIENTS);
        var export =
                things.some(look, List.of(exportId), DatasetExportNow::fold).get(exportId);
        if (export == null) {
            throw Problem.unknown("exportId");
        }
        if (export.dataset() == null || !export.dataset().files().contains(name)) {
            throw Problem.unknown("name");
        }
        demandRunning(look, export.studyId().value());
        var file = home.resolve(exportId.toString()).resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new Problem(
                    ProblemType.NOT_FOUND,
                    "It lies in the data folder of the process that made it, not in this one's.");
        }
        look.asks("datasetFile?export=" + exportId + "&file=" + name);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(new FileSystemResource(file));
    }

    private void demandRunning(Look look, UUID studyId) {
        var study = things.some(look, List.of(studyId), StudyNow.on(today())).get(studyId);
        if (study == null || study.state() != StudyNow.State.RUNNING) {
            throw new Problem(ProblemType.NOT_FOUND, "The study is over; nothing more is handed out for it.");
        }
    }

    private LocalDate today() {
        return clock.instant().atZone(installation.zone()).toLocalDate();
    }
}
