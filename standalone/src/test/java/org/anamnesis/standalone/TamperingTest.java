package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.verify.DatabaseCheck;
import org.anamnesis.verify.Verify;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever somebody does to the history afterwards is found, named, and nothing else is. */
class TamperingTest {

    private static final int ROWS = Integer.getInteger("tampering.rows", 5);
    private static final RunningApplication APPLICATION = RunningApplication.start();
    private static final Http HTTP = APPLICATION.http();
    private static final JdbcClient OWNER =
            JdbcClient.create(APPLICATION.bean(Schemas.class).owner());

    @TempDir
    static Path folder;

    @BeforeAll
    static void happen() {
        EveryCommand.in(HTTP).forEach(command -> command.send(HTTP));
    }

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    private static String firstKey() {
        return HTTP.get(AUDITOR, "/api/v1/compliance/integrity/keys")
                .expect(200)
                .body()
                .at("/items/0/key")
                .asString();
    }

    private static long position(int number) {
        return OWNER.sql("select position from history.event order by position offset ? limit 1")
                .param(number)
                .query(Long.class)
                .single();
    }

    private static void tamper(String change, Object... values) {
        tamperWith("event", change, values);
    }

    private static void tamperWith(String table, String change, Object... values) {
        Tampering.with(OWNER, table, () -> OWNER.sql(change).params(values).update());
    }

    private static Verdict ofAll() {
        return Verdict.of(Verdict.bundle(HTTP, folder, ""));
    }

    /** Asks the database itself, as {@code anamnesis verify --database} does. */
    private static Verdict ofDatabase() throws Exception {
        var login = APPLICATION.bean(DataSourceProperties.class);
        DatabaseCheck.Source connections = () ->
                DriverManager.getConnection(login.determineUrl(), login.determineUsername(), login.determinePassword());
        var said = new ByteArrayOutputStream();
        try (var connection = connections.get()) {
            var code = new DatabaseCheck(connections, "events", 2, new PrintStream(said, true, UTF_8))
                    .run(connection, "", "");
            return new Verdict(code, said.toString(UTF_8).lines().toList());
        }
    }

    @Test
    void a_changed_byte_of_any_column_is_named_wherever_it_is() throws Exception {
        var random = new Random(4711);
        var file = folder.resolve("mutant.zip");
        int mutants = 0;
        for (int row = 0; row < ROWS; row++) {
            var position = position(row);
            var files = Verdict.files(Verdict.bundle(HTTP, folder, "?from=" + position + "&to=" + position));
            var whole = requireNonNull(files.get("entries.tsv")).clone();
            var lines = new String(whole, UTF_8).split("\n", -1);
            var begin = lines[0].length()
                    + 1
                    + String.join("\t", Arrays.copyOf(lines[1].split("\t", -1), 3))
                            .length()
                    + 1;
            var end = lines[0].length() + 1 + lines[1].length(); // of the row; an erasure of what it holds may follow
            Verdict.of(Verdict.bundle(file, files)).isWhole();
            for (int at = begin; at < end; at++) {
                if (whole[at] == '\t') {
                    continue; // between columns
                }
                var mutant = whole.clone();
                do {
                    mutant[at] = (byte) random.nextInt(256);
                } while (mutant[at] == whole[at] || mutant[at] == '\n');
                files.put("entries.tsv", mutant);
                var verdict = Verdict.of(Verdict.bundle(file, files));
                assertThat(verdict.findings())
                        .as("%d at %d of %s", mutant[at], at, lines[1])
                        .singleElement()
                        .asString()
                        .startsWith("CHANGED at position " + position + ": entry ");
                mutants++;
            }
        }
        System.out.printf("%,d changed bytes in %d events, all found and named%n", mutants, ROWS);
    }

    /** A bundle of one event that holds texts of somebody who was erased; or of a look and what follows. */
    private static Map<String, byte[]> few(Log log) throws IOException {
        var first = log == Log.EVENTS
                ? OWNER.sql("""
                                select min(texts.position) from history.event erasure, history.event texts
                                where erasure.type = 'SubjectErased'
                                  and position((convert_from(erasure.payload, 'UTF8')::jsonb ->> 'subjectId')::bytea
                                      in texts.payload) > 0
                                  and position('"ciphertext"' in texts.payload) > 0""").query(Long.class).single()
                : OWNER.sql("select min(id) from history.access_record where client is not null")
                        .query(Long.class)
                        .single();
        var last = log == Log.EVENTS ? first : first + 1;
        return Verdict.files(Verdict.bundle(HTTP, folder, "?log=" + log + "&from=" + first + "&to=" + last));
    }

    @ParameterizedTest
    @CsvSource({
        "EVENTS,checkpoint",
        "EVENTS,keys",
        "EVENTS,entries.tsv",
        "EVENTS,tree.tsv",
        "EVENTS,shredded.tsv",
        "LOOKS,checkpoint",
        "LOOKS,entries.tsv",
        "LOOKS,tree.tsv",
        "LOOKS,shredded.tsv"
    })
    void a_changed_byte_of_whatever_is_in_a_bundle_is_found(Log log, String name) throws Exception {
        var random = new Random(4712);
        var files = few(log);
        var whole = requireNonNull(files.get(name)).clone();
        var file = folder.resolve("mutant.zip");
        Verdict.of(Verdict.bundle(file, files)).isWhole();
        for (int at = 0; at < whole.length; at++) {
            var mutant = whole.clone();
            do {
                mutant[at] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : "\n\t\r 0=-".charAt(random.nextInt(7)));
            } while (mutant[at] == whole[at]);
            files.put(name, mutant);
            assertThat(Verdict.of(Verdict.bundle(file, files)).code())
                    .as("%d at %d of %s", mutant[at], at, new String(whole, UTF_8))
                    .isEqualTo(Verify.DAMAGED);
        }
    }

    @ParameterizedTest
    @EnumSource(Log.class)
    void whatever_is_added_to_a_bundle_or_left_out_is_found(Log log) throws Exception {
        var whole = few(log);
        for (var name : List.of("checkpoint", "keys", "entries.tsv", "tree.tsv", "shredded.tsv")) {
            var written = new String(requireNonNull(whole.get(name)), UTF_8);
            var lines = written.split("\n", -1);
            var last = lines[lines.length - 2];
            for (var forged : List.of(
                    written + "\n",
                    written + "\n" + last + "\n",
                    written + "\n" + last,
                    written + last,
                    written + last + "\n",
                    written + "x",
                    written + "x\n",
                    written + "\t\n",
                    "\n" + written,
                    written.replaceFirst("\n", "\n\n"),
                    written.replaceFirst("\n", "\r\n"),
                    written.replaceFirst("\n", "\t\n"),
                    written.substring(0, written.length() - 1),
                    written.substring(written.indexOf('\n') + 1),
                    "")) {
                var files = new LinkedHashMap<>(whole);
                files.put(name, forged.getBytes(UTF_8));
                assertThat(Verdict.of(Verdict.bundle(folder.resolve("forged.zip"), files))
                                .code())
                        .as(name + ":\n" + forged)
                        .isEqualTo(Verify.DAMAGED);
            }
        }
        var more = new LinkedHashMap<>(whole);
        more.put("more.txt", new byte[0]);
        Verdict.of(Verdict.bundle(folder.resolve("forged.zip"), more)).isDamaged("FILE: ");
    }

    /** Who names the columns otherwise, or the place of a row, has it all read as something else. */
    @Test
    void a_bundle_that_says_of_its_rows_what_they_do_not_say_themselves_is_found() throws Exception {
        var whole = few(Log.EVENTS);
        var written = new String(requireNonNull(whole.get("entries.tsv")), UTF_8);
        var position = written.split("\n", -1)[1].split("\t", -1)[1];

        Verdict.of(forged(whole, written.replace("type:text\trevision:text", "revision:text\ttype:text")))
                .isDamaged("LINE: line 1 of entries.tsv");
        Verdict.of(forged(
                        whole,
                        written.replaceFirst("\t" + position + "\t", "\t" + (Long.parseLong(position) - 1) + "\t")))
                .isDamaged("POSITION at position " + (Long.parseLong(position) - 1), "SHREDDED: ");
    }

    private static Path forged(Map<String, byte[]> whole, String entries) throws IOException {
        var files = new LinkedHashMap<>(whole);
        files.put("entries.tsv", entries.getBytes(UTF_8));
        return Verdict.bundle(folder.resolve("forged.zip"), files);
    }

    @Test
    void a_checkpoint_of_very_many_entries_that_nobody_signed_is_found_at_once() throws Exception {
        var files = few(Log.EVENTS);
        var note = new String(requireNonNull(files.get("checkpoint")), UTF_8);
        files.put(
                "checkpoint",
                note.replaceFirst("\n\\d+\n", "\n100000000000000000\n").getBytes(UTF_8));

        var verdict = Verdict.of(Verdict.bundle(folder.resolve("forged.zip"), files));

        assertThat(verdict.findings()).anyMatch(finding -> finding.startsWith("SIGNATURE"));
    }

    @Test
    void a_bundle_that_lacks_something_is_of_no_use_and_says_what() throws IOException {
        var bundle = Verdict.bundle(HTTP, folder, "?from=1&to=3");
        for (var name : List.of("checkpoint", "keys", "entries.tsv", "tree.tsv", "shredded.tsv")) {
            var files = Verdict.files(bundle);
            files.remove(name);
            var verdict = Verdict.of(Verdict.bundle(folder.resolve("lacking.zip"), files));
            assertThat(verdict.code()).isEqualTo(Verify.UNUSABLE);
            assertThat(verdict.lines()).containsExactly("UNUSABLE: there is no file " + name + " in the bundle");
        }
        assertThat(Verdict.of(Files.writeString(folder.resolve("text"), "nonsense"))
                        .code())
                .isEqualTo(Verify.UNUSABLE);
        assertThat(Verdict.of(folder.resolve("nowhere")).code()).isEqualTo(Verify.UNUSABLE);
    }

    /** Lines of a bundle as somebody would forge them who has only the file. */
    @Test
    void entries_that_were_left_out_doubled_or_exchanged_in_a_bundle_are_found() throws IOException {
        var bundle = Verdict.bundle(HTTP, folder, "?from=1&to=" + position(9));
        var lines = new ArrayList<>(
                List.of(new String(requireNonNull(Verdict.files(bundle).get("entries.tsv")), UTF_8).split("\n", -1)));
        var lacking = new ArrayList<>(lines);
        lacking.remove(4);
        assertThat(forged(bundle, lacking).code()).isEqualTo(Verify.DAMAGED);
        var doubled = new ArrayList<>(lines);
        doubled.add(5, lines.get(4));
        assertThat(forged(bundle, doubled).code()).isEqualTo(Verify.DAMAGED);
        var exchanged = new ArrayList<>(lines);
        Collections.swap(exchanged, 3, 4);
        assertThat(forged(bundle, exchanged).findings()).anyMatch(finding -> finding.startsWith("ORDER"));
    }

    private static Verdict forged(Path bundle, List<String> lines) throws IOException {
        return Verdict.of(forged(Verdict.files(bundle), String.join("\n", lines)));
    }

    @Test
    void in_the_database_a_changed_column_is_named() throws Exception {
        var position = position(12);
        for (var column : Log.EVENTS.columns()) {
            if (column.name().equals("position")) {
                continue; // then the row stands elsewhere
            }
            var other = switch (column.type()) {
                case "uuid" -> "gen_random_uuid()";
                case "int8" -> column.name() + " + 1000";
                case "timestamptz" -> column.name() + " + interval '1 microsecond'";
                case "bytea" -> column.name() + " || '\\x20'";
                default -> column.name() + " || ' '";
            };
            OWNER.sql("create table history.kept as select * from history.event where position = ?")
                    .param(position)
                    .update();
            tamper("update history.event set \"%s\" = %s where position = ?".formatted(column.name(), other), position);

            ofAll().isDamaged("CHANGED at position " + position + ": entry ");
            ofDatabase().isDamaged("CHANGED at position " + position + ": entry ");

            tamper("delete from history.event where position = ?", position);
            OWNER.sql("insert into history.event select * from history.kept").update();
            OWNER.sql("drop table history.kept").update();
        }
        ofAll().isWhole();
        ofDatabase().isWhole();
    }

    @Test
    void in_the_database_rows_that_are_gone_new_or_elsewhere_are_named() throws Exception {
        long gone = position(20);
        long one = position(22);
        long other = position(25);
        OWNER.sql("create table history.kept as select * from history.event").update();
        try {
            tamper("delete from history.event where position = ?", gone);
            ofAll().isDamaged("MISSING at position " + gone);
            ofDatabase().isDamaged("MISSING at position " + gone);

            tamper(
                    "update history.event set position = case position when ? then ? else ? end where position in (?, ?)",
                    one,
                    other,
                    one,
                    one,
                    other);
            ofDatabase()
                    .isDamaged("MISSING at position " + gone, "MOVED at position " + one, "MOVED at position " + other);
            ofAll().isDamaged("MISSING at position " + gone, "MOVED at position " + one, "MOVED at position " + other);

            OWNER.sql("""
                            insert into history.event (aggregate_identifier, sequence_number, position, event_id,
                                aggregate_type, type, revision, recorded_at, clinic, client, payload, metadata)
                            select gen_random_uuid(), 0, ?, gen_random_uuid(), aggregate_type, type, revision, recorded_at,
                                clinic, client, payload, metadata from history.event where position = ?""").params(gone, position(3)).update();
            ofAll().isDamaged("CHANGED at position " + gone, "MOVED at position " + one, "MOVED at position " + other);
            OWNER.sql("insert into history.event select * from history.kept where position = ?")
                    .param(gone)
                    .update();
            ofAll().isDamaged("INSERTED at position " + gone, "MOVED at position " + one, "MOVED at position " + other);
            ofDatabase()
                    .isDamaged(
                            "INSERTED at position " + gone, "MOVED at position " + one, "MOVED at position " + other);

            tamper("""
                    do $$ begin
                        lock table history.event in access exclusive mode;
                        insert into history.kept select * from history.event
                            where position > (select max(position) from history.kept);
                        truncate history.event;
                    end $$"""); // with what the watch has added meanwhile
            var kept = OWNER.sql("select count(*) from history.kept")
                    .query(Integer.class)
                    .single();
            assertThat(ofDatabase().findings())
                    .hasSize(kept)
                    .allMatch(finding -> finding.startsWith("MISSING at position"));
        } finally {
            tamper("delete from history.event where position <= (select max(position) from history.kept)");
            OWNER.sql("insert into history.event select * from history.kept order by position")
                    .update();
            OWNER.sql("drop table history.kept").update();
        }
        ofDatabase().isWhole();
    }

    /** The time of an earlier checkpoint says what was known when. */
    @Test
    void in_the_database_a_checkpoint_is_named_that_is_not_what_was_signed() throws Exception {
        var size = OWNER.sql("select min(size) from history.ledger_checkpoint where log = 'EVENTS' and size > 0")
                .query(Long.class)
                .single();
        var position = OWNER.sql("select position from history.ledger_checkpoint where log = 'EVENTS' and size = ?")
                .param(size)
                .query(Long.class)
                .single();
        var change = "update history.ledger_checkpoint set signed_at = signed_at %s interval '1 microsecond'"
                + " where log = 'EVENTS' and size = ?";
        for (var forged : List.of(size, 0L)) {
            tamperWith("ledger_checkpoint", change.formatted("+"), forged);
            ofDatabase()
                    .isDamaged(
                            "SIGNATURE at position " + (forged == 0 ? 0 : position) + ": the checkpoint of " + forged);
            ofAll().isWhole();
            tamperWith("ledger_checkpoint", change.formatted("-"), forged);
        }
        ofDatabase().isWhole();
    }

    @Test
    void a_history_that_was_rolled_back_or_signed_anew_by_somebody_else_does_not_match_what_was_kept()
            throws Exception {
        var key = firstKey();
        var before = Verdict.bundle(HTTP, folder, "");
        var event =
                Clinic.at(HTTP).book(inHours(24), 50).body().at("/events/0/id").asString();
        var kept = HTTP.get(AUDITOR, "/api/v1/compliance/integrity/proof/" + event)
                .expect(200)
                .body()
                .at("/checkpoint/note")
                .asString();
        var witness = Files.writeString(folder.resolve("kept"), kept).toString();

        Verdict.of(before, "--key", key).isWhole();
        Verdict.of(before, "--key", key, "--witness", witness).isDamaged("ROLLED BACK: ");
        var unsigned = Files.writeString(folder.resolve("unsigned"), kept.replaceFirst("signed \\d", "signed 1"));
        Verdict.of(before, "--witness", unsigned.toString()).isDamaged("WITNESS: ");
        for (var none : List.of("", "anamnesis", kept.replaceFirst("(?s)\n.*", "\n"))) {
            var nothing = Files.writeString(folder.resolve("none"), none).toString();
            assertThat(Verdict.of(before, "--witness", nothing).lines())
                    .containsExactly("UNUSABLE: " + nothing + " is no checkpoint");
        }
        var ofLooks = Verdict.of(Verdict.bundle(HTTP, folder, "?log=LOOKS"), "--witness", witness);
        assertThat(ofLooks.code()).isEqualTo(Verify.UNUSABLE);

        try (var others = RunningApplication.start()) {
            Clinic.at(others.http());
            var forged = Verdict.bundle(others.http(), folder, "");
            var unpinned = Verdict.of(forged);
            unpinned.isWhole();
            assertThat(unpinned.lines()).anyMatch(line -> line.contains("It was not compared with anything"));
            Verdict.of(forged, "--key", key).isDamaged("KEY: the record is signed with another key");
            Verdict.of(forged, "--witness", witness).isDamaged("WITNESS: ");
        }
    }

    @Test
    void the_watch_raises_the_alarm_within_a_minute_and_says_when_all_is_well_again() {
        var position = position(30);
        var type = OWNER.sql("select type from history.event where position = ?")
                .param(position)
                .query(String.class)
                .single();
        tamper("update history.event set type = 'Forged' where position = ?", position);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(told("HistoryFoundDamaged")).contains("CHANGED at " + position));
            assertThat(HTTP.get(OPERATOR, "/actuator/health")
                            .body()
                            .at("/components/ledger/status")
                            .asString())
                    .isEqualTo("DOWN");
            assertThat(HTTP.get(OPERATOR, "/actuator/health/readiness").status())
                    .as("who looks after people goes on")
                    .isEqualTo(200);
            assertThat(Scrape.of(HTTP).value("anamnesis_ledger_damaged_entries{log=\"events\"}"))
                    .isGreaterThanOrEqualTo(1);
        } finally {
            tamper("update history.event set type = ? where position = ?", type, position);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> HTTP.get(OPERATOR, "/actuator/health")
                        .body()
                        .at("/components/ledger/status")
                        .asString()
                        .equals("UP"));
        assertThat(told("HistoryFoundWhole")).isNotEmpty();
        assertThat(told("HistoryFoundDamaged")).containsOnlyOnce("CHANGED at " + position);

        tamper("update history.event set type = 'Forged' where position = ?", position);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(
                                    Collections.frequency(told("HistoryFoundDamaged"), "CHANGED at " + position))
                            .as("the same once more, after all was well")
                            .isEqualTo(2));
        } finally {
            tamper("update history.event set type = ? where position = ?", type, position);
        }
    }

    @Test
    void damage_that_another_process_had_put_on_record_is_known_when_it_is_mended() {
        OWNER.sql("""
                        insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type, type,
                            revision, recorded_at, clinic, payload, metadata)
                        select gen_random_uuid(), 0, gen_random_uuid(), 'Integrity', 'HistoryFoundDamaged', revision, now(), clinic,
                            convert_to('{"integrityId":"' || gen_random_uuid()
                                || '","log":"LOOKS","kind":"CHANGED","position":1,"until":1,"entries":1}', 'UTF8'),
                            metadata
                        from history.event order by position limit 1""").update();

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> OWNER.sql("""
                                select count(*) from history.event where type = 'HistoryFoundWhole'
                                  and position('"log":"LOOKS"' in payload) > 0""").query(Integer.class).single() == 1);
    }

    private static List<String> told(String event) {
        return OWNER.sql("""
                        select coalesce(convert_from(payload, 'UTF8')::jsonb ->> 'kind', '') || ' at '
                            || coalesce(convert_from(payload, 'UTF8')::jsonb ->> 'position', '')
                        from history.event where type = ?""").param(event).query(String.class).list();
    }

    @Test
    void a_new_key_is_vouched_for_and_old_bundles_stay_whole() {
        var key = firstKey();
        var before = Verdict.bundle(HTTP, folder, "");
        var rotated = HTTP.post(OPERATOR, "/api/v1/ledger/rotate-key", "").expect(201);
        assertThat(rotated.body().at("/events/0/type").asString()).isEqualTo("LedgerKeyRotated");
        HTTP.post(AUDITOR, "/api/v1/ledger/rotate-key", "").expect(403);

        Verdict.of(before, "--key", key).isWhole();
        Verdict.of(Verdict.bundle(HTTP, folder, ""), "--key", key).isWhole();
        HTTP.post(OPERATOR, "/api/v1/ledger/rotate-key", "").expect(201);
        Verdict.of(Verdict.bundle(HTTP, folder, "?log=LOOKS"), "--key", key).isWhole();
        Verdict.of(Verdict.bundle(HTTP, folder, ""), "--key", key).isWhole();
    }
}
