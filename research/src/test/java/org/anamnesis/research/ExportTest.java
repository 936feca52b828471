package org.anamnesis.research;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.anamnesis.events.Label;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.History;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.fixtures.SampleClinic;
import org.anamnesis.fixtures.SeededPractice;
import org.anamnesis.fixtures.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

    @TempDir
    Path folder;

    private static final Pattern DATE = Pattern.compile("20[0-9]{2}-[01][0-9]-[0-3][0-9]");

    private static List<Path> files(Path of) throws IOException {
        try (var files = Files.list(of)) {
            return files.sorted().toList();
        }
    }

    @Test
    void every_session_of_the_cohort_is_there_once_and_sums_are_those_of_the_history()
            throws IOException, SQLException {
        var history = Practice.database().sql();
        var theirs = """
                with adults as (
                    select convert_from(payload, 'UTF8')::jsonb ->> 'clientId' client from history.event
                    where type = 'ClientRegistered' and convert_from(payload, 'UTF8')::jsonb ->> 'legalStatus' = 'ADULT'),
                theirs as (
                    select type, aggregate_identifier, convert_from(payload, 'UTF8')::jsonb body from history.event
                    where client::text in (select client from adults))\s""";
        try (var data = Asking.tables(Practice.dataSet("LIMITED"), "parquet")) {
            assertThat(data.number("select count(*) from session"))
                    .isEqualTo(data.number("select count(distinct session_id) from session"))
                    .isEqualTo(history.sql(theirs + "select count(*) from theirs where type = 'SessionBooked'")
                            .query(Long.class)
                            .single());
            assertThat(data.number("select count(*) from event where activity = 'SessionBooked'"))
                    .isEqualTo(data.number("select count(*) from session"));
            assertThat(data.number("select sum(minutes) from session where outcome = 'COMPLETED'"))
                    .isEqualTo(history.sql(
                                    theirs
                                            + "select sum((body ->> 'minutes')::int) from theirs where type = 'SessionCompleted'")
                            .query(Long.class)
                            .single());
            assertThat(data.number(
                            "select sum(cognitive_minutes) + sum(behavioural_minutes) + sum(motivational_minutes)"
                                    + " + sum(psychodynamic_minutes) from session"))
                    .isEqualTo(history.sql(theirs + """
                                    select sum((d ->> 'minutes')::int)
                                    from theirs, jsonb_array_elements(body -> 'delivered') d""").query(Long.class).single());
            assertThat(data.number("select count(feeling) from expression"))
                    .isEqualTo(history.sql(
                                    theirs + "select count(*) from theirs, jsonb_array_elements(body -> 'feelings')")
                            .query(Long.class)
                            .single());
            assertThat(data.number("select count(*) from survival"))
                    .isEqualTo(history.sql(theirs + "select count(*) from theirs where type = 'EpisodeOpened'")
                            .query(Long.class)
                            .single());
        }
    }

    @Test
    void a_session_is_told_with_its_gap_its_place_in_the_row_and_whom_it_was_with() throws IOException, SQLException {
        try (var data = Asking.tables(Practice.dataSet("LIMITED"), "parquet")) {
            assertThat(data.number("""
                            select count(*) from session s where gap_days is distinct from (
                                select s.start_day - max(before.start_day) from session before
                                where before.episode_id = s.episode_id and before.attended and s.attended
                                    and before.start_at < s.start_at)""")).isZero();
            assertThat(data.number("""
                            select count(*) from (select nth, row_number() over (partition by episode_id order by start_at)
                                as counted from session) where nth <> counted""")).isZero();
            assertThat(data.number("select count(*) from session where gap_days = 14"))
                    .isPositive();
            assertThat(data.number("select count(*) from session where not usual_therapist"))
                    .isPositive();
        }
    }

    @Test
    void how_long_somebody_stayed_is_counted_by_the_studys_own_gap() throws IOException, SQLException {
        try (var data = Asking.tables(Practice.dataSet("LIMITED"), "parquet")) {
            assertThat(data.rows("""
                            select status, discharge_reason is null from survival group by all order by all""")).contains("CENSORED|true", "COMPLETED|false", "DROPOUT|true");
            assertThat(data.number("""
                            select count(*) from survival join (
                                select episode_id, max(start_day) as last from session where attended group by episode_id)
                                using (episode_id)
                            where status = 'DROPOUT' and time_days <> last - start_day""")).isZero();
        }
        var patient = folder.resolve("patient");
        var unused = Practice.export(
                Practice.study("LIMITED", "\"dropoutAfterDays\": 365", "\"formats\": [\"PARQUET\"]"), patient);
        try (var strict = Asking.tables(Practice.dataSet("LIMITED"), "parquet");
                var lenient = Asking.tables(patient, "parquet")) {
            var dropouts = "select count(*) from survival where dropout";
            assertThat(lenient.number(dropouts)).isLessThan(strict.number(dropouts));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "EXPERT", "LIMITED"})
    void no_byte_of_it_is_a_text_or_an_id_of_the_history(String profile) throws IOException, SQLException {
        var secrets = new HashSet<String>();
        Practice.database().sql().sql("""
                        select distinct (regexp_matches(convert_from(payload, 'UTF8'), '"ciphertext":"([^"]+)"', 'g'))[1]
                        from history.event
                        union select aggregate_identifier::text from history.event
                        union select event_id::text from history.event
                        union select client::text from history.event where client is not null""").query(row -> {
            secrets.add(row.getString(1));
        });
        secrets.add("Sealed words");
        assertThat(secrets).hasSizeGreaterThan(10_000);
        for (var file : files(Practice.dataSet(profile))) {
            var told = words(file);
            told.retainAll(secrets);
            assertThat(told).as(file.toString()).isEmpty();
        }
    }

    /** Everything in a file that could be an id or a text; of compressed files, what is in them. */
    private static Set<String> words(Path file) throws IOException, SQLException {
        var content = new StringBuilder(Files.readString(file, ISO_8859_1));
        if (file.toString().endsWith(".parquet")) {
            try (var data = Asking.nothing()) {
                data.rows("from '" + file + "'")
                        .forEach(row -> content.append(row).append('|'));
            }
        }
        var words = new TreeSet<String>();
        Pattern.compile("[A-Za-z0-9_-]{8,}").matcher(content).results().forEach(found -> words.add(found.group()));
        return words;
    }

    @Test
    void under_safe_harbor_nothing_is_dated() throws IOException, SQLException {
        var approved = "2026-01-10";
        for (var file : files(Practice.dataSet("SAFE_HARBOR"))) {
            assertThat(words(file).stream().filter(DATE.asPredicate()).filter(word -> !word.equals(approved)))
                    .as(file.toString())
                    .isEmpty();
        }
        try (var data = Asking.tables(Practice.dataSet("SAFE_HARBOR"), "parquet")) {
            assertThat(data.number("select count(occurred_at) from event")).isZero();
            assertThat(data.number("select count(start_at) from session")).isZero();
            assertThat(data.rows("select distinct admission_year from survival order by 1"))
                    .containsExactly("2024", "2025");
            assertThat(data.number("select min(day) from event where activity = 'EpisodeOpened' and episode_id in"
                            + " (select episode_id from survival where nth = 1)"))
                    .isZero();
        }
    }

    @Test
    void under_expert_each_client_lives_in_a_time_of_their_own_that_runs_as_theirs_did()
            throws IOException, SQLException {
        try (var shifted = Asking.tables(Practice.dataSet("EXPERT"), "parquet")) {
            shifted.rows("create view real as from read_parquet('"
                    + Practice.dataSet("LIMITED").resolve("event.parquet") + "')");
            var moved = """
                    select distinct event.subject_id, date_diff('minute', date_trunc('minute',
                        timezone('America/New_York', timezone('UTC', real.occurred_at))), event.occurred_at) as minutes
                    from event join real using (event_id)""";
            assertThat(shifted.number("select count(*) - count(distinct subject_id) from (" + moved + ")"))
                    .isZero();
            assertThat(shifted.number("select count(*) from (" + moved + ") where minutes % (7 * 24 * 60) <> 0"))
                    .isZero();
            assertThat(shifted.number(
                            "select count(*) from (" + moved + ") where minutes = 0 or abs(minutes) > 182 * 24 * 60"))
                    .isZero();
            assertThat(shifted.number("select count(distinct minutes) from (" + moved + ")"))
                    .isGreaterThan(20);
            assertThat(shifted.number("select count(admission_year) from survival"))
                    .isZero();
        }
    }

    @Test
    void pseudonyms_are_the_same_in_one_study_and_others_in_another() throws IOException, SQLException {
        var other = folder.resolve("other");
        try (var source = Practice.source()) {
            var unused = new Export(source, StudyKey.fresh(), Watcher.none())
                    .run(Practice.study("LIMITED", "\"formats\": [\"PARQUET\"]"), null, Practice.NOW, other);
        }
        try (var one = Asking.tables(Practice.dataSet("LIMITED"), "parquet");
                var same = Asking.tables(Practice.dataSet("EXPERT"), "parquet");
                var another = Asking.tables(other, "parquet")) {
            var subjects = "select distinct subject_id from survival";
            assertThat(one.rows(subjects)).containsAll(same.rows(subjects));
            assertThat(one.rows(subjects)).doesNotContainAnyElementsOf(another.rows(subjects));
        }
    }

    @Test
    void rows_do_not_stand_in_the_order_in_which_things_happened() throws IOException, SQLException {
        try (var data = Asking.tables(Practice.dataSet("LIMITED"), "parquet")) {
            assertThat(data.rows("select subject_id from survival")).isSorted();
            assertThat(data.number("""
                            select count(*) from (select occurred_at < lag(occurred_at) over (order by rowid) as back
                                from (select row_number() over () as rowid, occurred_at from event)) where back""")).isGreaterThan(100);
        }
    }

    @Test
    void all_columns_are_explained() throws IOException, SQLException {
        var dictionary = Files.readString(Practice.dataSet("SAFE_HARBOR").resolve("dictionary.csv"));
        try (var data = Asking.tables(Practice.dataSet("SAFE_HARBOR"), "parquet")) {
            for (var table : Star.TABLES) {
                for (var column : data.rows("select column_name from (describe " + table.name() + ")")) {
                    assertThat(dictionary).contains("\n" + table.name() + "," + column + ",");
                }
            }
        }
    }

    @Test
    void what_was_done_to_it_stands_in_its_files() throws IOException, SQLException {
        var privacy = Files.readString(Practice.dataSet("SAFE_HARBOR").resolve("privacy.json"))
                .strip();

        assertThat(privacy).contains("\"profile\":\"SAFE_HARBOR\"", "pseudonymisation", "\"k\":11");
        try (var data = Asking.tables(Practice.dataSet("SAFE_HARBOR"), "parquet")) {
            assertThat(data.value("select decode(value) from parquet_kv_metadata('"
                            + Practice.dataSet("SAFE_HARBOR").resolve("event.parquet") + "')"))
                    .isEqualTo(privacy);
        }
    }

    @Test
    void a_place_that_has_something_in_it_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> Practice.export(Practice.study("LIMITED"), folder))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has something in it.");
        assertThat(files(folder)).hasSize(1);
    }

    @Test
    void a_login_that_could_write_is_not_taken() {
        var database = Practice.database();
        database.sql().sql("drop role if exists scribbler").update();
        database.sql()
                .sql("create role scribbler login password 'x' in role anamnesis_writer")
                .update();

        assertThatThrownBy(() -> Source.at(database.url(), "scribbler", "x", null, Practice.NEW_YORK))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("may add to it");
    }

    @Test
    void whoever_stops_it_finds_nothing_of_it() {
        try (var source = Practice.source()) {
            var running = new AtomicReference<Export>();
            var export = new Export(source, Practice.key(), new Watcher() {
                @Override
                public void expects(long events) {}

                @Override
                public void played(long events) {}

                @Override
                public void writes() {
                    Objects.requireNonNull(running.get()).stop();
                }
            });
            running.set(export);

            assertThatThrownBy(() -> export.run(Practice.study("LIMITED"), null, Practice.NOW, folder.resolve("out")))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void as_of_a_moment_it_holds_what_was_sealed_by_then_and_nobody_who_was_erased_since()
            throws IOException, SQLException {
        var database = TestPostgres.migrated();
        var clients = SeededPractice.write(database.connections(), 9, 20, 12).clients();
        var sealed = Instant.parse("2024-09-01T00:00:00Z");
        var position = database.sql()
                .sql("select max(position) from history.event where recorded_at < '2024-09-01T00:00:00Z'")
                .query(Long.class)
                .single();
        database.sql().sql("""
                        insert into history.ledger_checkpoint
                            (log, size, first, position, root, note, signed_at, positions, hashes)
                        values ('EVENTS', 1, 0, ?, ''::bytea, 'a signed note', '2024-09-01T00:00:00Z', array[?::bigint],
                            decode(repeat('00', 32), 'hex'))""").params(position, position).update();
        SeededPractice.erase(database.connections(), clients.getFirst());

        try (var source = Practice.source(database);
                var then = new Kept(source, sealed.plusSeconds(60), folder.resolve("then"))) {
            assertThat(then.manifest().events().to()).isEqualTo(position);
            assertThat(then.manifest().ledgerCheckpoint()).isEqualTo("a signed note");
            assertThat(then.data().number("select count(*) from event where occurred_at > timestamp '2024-09-01'"))
                    .isZero();
            assertThat(then.data().number("select count(distinct subject_id) from event"))
                    .isEqualTo(database.sql()
                            .sql("""
                                    select count(*) from history.event
                                    where type = 'ClientRegistered' and position <= ? and client <> ?
                                        and convert_from(payload, 'UTF8')::jsonb ->> 'legalStatus' = 'ADULT'""")
                            .params(position, clients.getFirst().value())
                            .query(Long.class)
                            .single());
            assertThatThrownBy(() -> new Kept(source, sealed.minusSeconds(60), folder.resolve("before")))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("nothing was sealed by then");
        }
    }

    @Test
    void as_of_a_moment_that_has_not_come_it_is_refused() {
        var moment = Instant.now().plusSeconds(600);
        try (var source = Practice.source()) {
            assertThatThrownBy(() -> new Kept(source, moment, folder.resolve("out")))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("knownAt: " + moment + " lies in the future: in the history, it is ");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whoever_is_about_to_seal_is_waited_for() throws Exception {
        var database = TestPostgres.migrated();
        var written = SeededPractice.write(database.connections(), 9, 12, 6);
        try (var source = Practice.source(database);
                var sealing = database.connections().getConnection();
                var statement = sealing.createStatement()) {
            sealing.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(9, hashtext('EVENTS'))");
            statement.execute("""
                    insert into history.ledger_checkpoint
                        (log, size, first, position, root, note, signed_at, positions, hashes)
                    select 'EVENTS', 1, 0, max(position), ''::bytea, 'a signed note', clock_timestamp(),
                        array[max(position)], decode(repeat('00', 32), 'hex') from history.event""");
            var then = database.sql()
                    .sql("select clock_timestamp()")
                    .query(OffsetDateTime.class)
                    .single()
                    .toInstant();
            var kept = CompletableFuture.supplyAsync(() -> kept(source, then));
            Awaitility.await()
                    .until(() -> database.sql()
                            .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                            .query(Boolean.class)
                            .single());
            sealing.commit();

            assertThat(kept.get().events().count()).isEqualTo(written.events());
        }
    }

    private Manifest kept(Source source, Instant then) {
        try (var made = new Kept(source, then, folder.resolve("out"))) {
            return made.manifest();
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void on_a_replica_nobody_is_taken_for_left_out_whose_erasure_has_not_arrived_there()
            throws IOException, SQLException {
        var database = TestPostgres.migrated();
        var clients = SeededPractice.write(database.connections(), 9, 12, 6).clients();
        var last = database.sql()
                .sql("select max(position) from history.event")
                .query(Long.class)
                .single();
        // what was drawn arrives before the events do
        setDrawn(database, last + 32);
        var out = folder.resolve("out");
        var before = Practice.export(database, Practice.study("LIMITED", "\"formats\": [\"PARQUET\"]"), out);
        setDrawn(database, last);
        SeededPractice.erase(database.connections(), clients.getFirst());

        assertThat(before.erasuresUpTo()).isEqualTo(last);
        cannotBeMadeAgain(database, before);
    }

    private static void setDrawn(TestPostgres database, long position) {
        database.sql()
                .sql("select setval('history.event_position', ?)")
                .param(position)
                .query(Long.class)
                .single();
    }

    private void cannotBeMadeAgain(TestPostgres database, Manifest before) {
        try (var source = Practice.source(database)) {
            assertThatThrownBy(() -> new Export(source, Practice.key(), Watcher.none())
                            .again(before, LocalDate.of(2026, 11, 21), folder.resolve("again")))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("erasure: 1 of ")
                    .hasMessageContaining("subjects of this data set have been erased since");
        }
    }

    @Test
    void whoever_was_to_hold_a_session_before_it_was_moved_belongs_to_its_subjects() throws IOException {
        var database = TestPostgres.migrated();
        var owner = database.connections();
        var unused = SeededPractice.write(owner, 9, 12, 6);
        var history = new History(database.sql(), new EventSerializer());
        var booked = history.between(0, history.last(), 10_000).stream()
                .map(Recorded::event)
                .filter(SessionBooked.class::isInstance)
                .map(SessionBooked.class::cast)
                .findFirst()
                .orElseThrow();
        var once = booked.appointment();
        var other = new TherapistId(UUID.randomUUID());
        move(owner, booked, once, new Appointment(other, once.placeId(), once.slot()));
        move(owner, booked, new Appointment(other, once.placeId(), once.slot()), once);
        var before = Practice.export(
                database,
                Practice.study("LIMITED", "\"cohort\": {\"legalStatuses\": []}", "\"formats\": [\"PARQUET\"]"),
                folder.resolve("out"));
        SeededPractice.erase(owner, other);

        cannotBeMadeAgain(database, before);
    }

    private static void move(DataSource owner, SessionBooked booked, Appointment from, Appointment to) {
        SeededPractice.add(
                owner,
                booked.occurred().at(),
                booked.sessionId(),
                "Session",
                new SessionRescheduled(
                        booked.sessionId(),
                        booked.clientId(),
                        from,
                        to,
                        booked.limitMinutes(),
                        SampleClinic.sealed(booked.clientId(), Label.RESCHEDULING_REASON, "Sealed words"),
                        List.of(),
                        List.of(),
                        booked.occurred(),
                        List.of()));
    }

    /** A data set as of a moment. */
    private record Kept(Manifest manifest, Asking data) implements AutoCloseable {

        Kept(Source source, Instant knownAt, Path out) throws IOException, SQLException {
            this(
                    new Export(source, Practice.key(), Watcher.none())
                            .run(Practice.study("LIMITED"), knownAt, Practice.NOW, out),
                    Asking.tables(out, "parquet"));
        }

        @Override
        public void close() throws SQLException {
            data.close();
        }
    }
}
