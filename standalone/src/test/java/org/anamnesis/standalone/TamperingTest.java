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
import java.util.List;
import java.util.Random;
import org.anamnesis.cli.DatabaseCheck;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.verify.Verify;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        Tampering.with(OWNER, "event", () -> OWNER.sql(change).params(values).update());
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
            var code = new DatabaseCheck(connections, "EVENTS", 2)
                    .run(connection, new PrintStream(said, true, UTF_8), "", "");
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

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "keys", "tree.tsv", "shredded.tsv"})
    void a_changed_byte_of_whatever_else_is_in_a_bundle_is_found(String name) throws Exception {
        var random = new Random(4712);
        var position = position(7);
        var files = Verdict.files(Verdict.bundle(HTTP, folder, "?from=" + position + "&to=" + position));
        var whole = requireNonNull(files.get(name)).clone();
        var begin = name.endsWith(".tsv") ? new String(whole, UTF_8).indexOf('\n') + 1 : 0;
        for (int at = begin; at < whole.length - 1; at++) {
            var mutant = whole.clone();
            do {
                mutant[at] = (byte) random.nextInt(256);
            } while (mutant[at] == whole[at]);
            files.put(name, mutant);
            var verdict = Verdict.of(Verdict.bundle(folder.resolve("mutant.zip"), files), "--key", firstKey());
            assertThat(verdict.code())
                    .as("%d at %d of %s", mutant[at], at, name)
                    .isEqualTo(Verify.DAMAGED);
        }
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
        var files = Verdict.files(bundle);
        files.put("entries.tsv", (String.join("\n", lines) + "\n").getBytes(UTF_8));
        return Verdict.of(Verdict.bundle(folder.resolve("forged.zip"), files));
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
        assertThat(told("HistoryFoundDamaged")).doesNotHaveDuplicates();
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
