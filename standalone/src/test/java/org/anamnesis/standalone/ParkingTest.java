package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.schema.EventNames;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.query.support.Views;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One bad event hurts one client. */
@ExtendWith(OutputCaptureExtension.class)
class ParkingTest {

    private static final List<String> VIEWS = List.of(PoisonedView.VIEW, "schedule-1", "timeline-1");
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private static RunningApplication application = RunningApplication.start(PoisonedView.class);
    private static Http http = application.http();
    private static JdbcClient owner =
            JdbcClient.create(application.bean(Schemas.class).owner());
    private static Clinic other = Clinic.at(http);
    private static int hours = 1000;
    private static Duration bearable = A_SECOND;

    @BeforeAll
    static void everythingThatCanHappenHasHappened() throws IOException {
        EveryCommand.in(http).forEach(command -> command.send(http));
        var clinic = Clinic.at(http);
        for (int sessions : new int[] {12, 24}) {
            http.post(
                            CLINICIAN,
                            "/api/v1/episodes/" + clinic.episode + "/agree-length",
                            "{\"unit\": \"SESSIONS\", \"value\": " + sessions + "}")
                    .expect(200);
        }
        clinic.book(inHours(hours++), 50).expect(201);
        http.post(RECORDS_OFFICER, "/api/v1/places/" + clinic.place + "/close", "{\"reason\": \"flood\"}")
                .expect(200);
        for (var type : List.of("HistoryFoundDamaged", "HistoryFoundWhole", "HistoryRolledBack")) {
            tell(type, "LedgerKeyRotated");
        }
        for (var type : List.of("DatasetExported", "DatasetExportRefused", "DatasetExportFailed")) {
            tell(type, "DatasetExportRequested");
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(owner.sql("select count(distinct type) from history.event")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(EventNames.CLASSES.size()));
        caughtUp();
    }

    /** What the watch would say, had somebody tampered with the history, and whoever makes data sets, were any made. */
    private static void tell(String type, String sibling) throws IOException {
        owner.sql("""
                        insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type, type,
                            revision, recorded_at, clinic, payload, metadata)
                        select gen_random_uuid(), 0, gen_random_uuid(), aggregate_type, ?, revision, now(), clinic, ?, metadata
                        from history.event where type = ? limit 1""")
                .params(
                        type,
                        Files.readAllBytes(Path.of("../shared-events/src/test/resources/events", type + ".json")),
                        sibling)
                .update();
    }

    private static void restart() {
        application.stop();
        application = RunningApplication.start(application.data(), PoisonedView.class);
        http = application.http();
        owner = JdbcClient.create(application.bean(Schemas.class).owner());
        other = Clinic.at(http);
    }

    /** A second longer than it takes this machine just now, on which others may work too. */
    @BeforeEach
    void measure() {
        bearable = slowestOfOthers().plus(A_SECOND);
    }

    @AfterEach
    void mend() {
        PoisonedView.POISON.clear();
        owner.sql("truncate views.parked").update();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void an_event_of_any_type_that_cannot_be_folded_holds_up_nobody_but_its_own_sequence(CapturedOutput log) {
        var sequences = EventNames.CLASSES.keySet().stream()
                .map(type -> Collections.nCopies(5, type))
                .map(Sequence::of)
                .toList();
        sequences.forEach(sequence -> PoisonedView.POISON.add(sequence.eventIds.get(1)));

        var begun = System.nanoTime();
        sequences.forEach(sequence -> IntStream.range(0, 4).forEach(i -> sequence.append(i, null)));
        assertThat(slowestOfOthers()).isLessThan(bearable);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(parked(PoisonedView.VIEW)).hasSize(3 * sequences.size()));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));

        for (var sequence : sequences) {
            assertThat(seen(sequence.id)).as(sequence.types.getFirst()).isEqualTo(sequence.positions(0, 1));
            var items = parked(PoisonedView.VIEW).stream()
                    .filter(item -> item.path("sequence").asString().equals(sequence.id.toString()))
                    .toList();
            assertThat(items.stream().map(item -> item.path("position").asString()))
                    .containsExactlyElementsOf(sequence.positions(1, 4));
            assertThat(items.getFirst().path("error").asString()).isEqualTo(IllegalStateException.class.getName());
            assertThat(items.getFirst().path("hash").asString()).matches("[0-9a-f]{64}");
            assertThat(items.getFirst().path("type").asString()).isEqualTo(sequence.types.getFirst());
            assertThat(items.getLast().has("error")).as("it only waits").isFalse();
        }
        assertThat(log.getAll()).contains("which is parked").doesNotContain(PoisonedView.SECRET);

        assertThat(retry(PoisonedView.VIEW, null)).isEqualTo(Map.of("folded", 0, "parked", 3 * sequences.size()));
        assertThat(parked(PoisonedView.VIEW).getFirst().path("attempts").asInt())
                .isEqualTo(2);
        PoisonedView.POISON.clear();
        assertThat(retry(PoisonedView.VIEW, null)).isEqualTo(Map.of("folded", 3 * sequences.size(), "parked", 0));
        sequences.forEach(sequence -> assertThat(seen(sequence.id)).isEqualTo(sequence.positions(0, 4)));
        sequences.forEach(sequence -> sequence.append(4, null));
        caughtUp();
        sequences.forEach(sequence -> assertThat(seen(sequence.id)).isEqualTo(sequence.positions(0, 5)));
    }

    @Test
    void an_event_of_any_type_that_cannot_be_read_holds_up_nobody_but_its_own_sequence() {
        var sequences = EventNames.CLASSES.keySet().stream()
                .map(type -> Sequence.of(List.of(type, type)))
                .toList();
        sequences.forEach(sequence -> sequence.happen("{\"" + PoisonedView.SECRET));

        assertThat(slowestOfOthers()).isLessThan(bearable);
        VIEWS.forEach(view -> Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(parked(view)).hasSize(2 * sequences.size())));

        sequences.forEach(Sequence::mend);
        VIEWS.forEach(view -> retry(view, null));
        assertThat(parked(PoisonedView.VIEW)).isEmpty();
        assertThat(parked("timeline-1")).isEmpty();
        sequences.forEach(sequence -> assertThat(seen(sequence.id)).isEqualTo(sequence.positions(0, 2)));
        caughtUp();
    }

    @Test
    void an_event_that_says_nothing_of_what_it_should_holds_up_nobody_else() {
        EventNames.CLASSES.keySet().forEach(type -> Sequence.of(List.of(type)).happen("{}"));

        assertThat(slowestOfOthers()).isLessThan(bearable);
    }

    @Test
    void an_event_that_only_a_newer_release_knows_keeps_its_place_and_holds_up_nothing() {
        var sequence = Sequence.of(List.of("PrivacyNoticeGiven", "PrivacyNoticeGiven"));
        sequence.types.set(0, "SomethingNew");
        sequence.happen("{\"of\": \"tomorrow\"}");

        Awaitility.await().untilAsserted(() -> assertThat(seen(sequence.id)).isEqualTo(sequence.positions(1, 2)));
        assertThat(parked(PoisonedView.VIEW)).isEmpty();
    }

    @Test
    void a_read_that_wants_to_see_what_is_parked_hears_that_this_view_is_held_up() {
        var anna = Clinic.at(http);
        var before = anna.book(inHours(30), 50).expect(201).header("Consistency-Token");
        var broken = Sequence.about(UUID.fromString(anna.client), List.of("PrivacyNoticeGiven"));
        broken.happen("{");
        var token = anna.book(inHours(40), 50).expect(201).header("Consistency-Token");
        var schedule = "/api/v1/schedule?from=2026-01-01&to=2036-01-01&clientId=" + anna.client;
        var timeline = "/api/v1/clients/" + anna.client + "/timeline?limit=200";

        for (var held : List.of(
                http.get(RECEPTION, schedule, "Consistency-Token", token),
                http.get(CLINICIAN, timeline, "Consistency-Token", token))) {
            assertThat(held.expect(503).body().path("type").asString()).isEqualTo("/problems/held-up");
            assertThat(held.header("Retry-After")).isEqualTo("60");
            assertThat(held.response().body()).doesNotContain(anna.client);
        }
        assertThat(http.send(http.request("/problems/held-up").build())
                        .expect(200)
                        .response()
                        .body())
                .contains("/api/v1/read-models/parked");
        http.get(RECEPTION, schedule, "Consistency-Token", before).expect(200);
        assertThat(http.get(RECEPTION, schedule).expect(200).body().path("items"))
                .hasSize(1);
        assertThat(slowestOfOthers()).isLessThan(bearable);

        broken.mend();
        for (var view : VIEWS) {
            assertThat(retry(view, UUID.randomUUID())).isEqualTo(Map.of("folded", 0, "parked", 0));
            assertThat(retry(view, broken.id)).isEqualTo(Map.of("folded", 2, "parked", 0));
        }
        assertThat(http.get(RECEPTION, schedule, "Consistency-Token", token)
                        .expect(200)
                        .body()
                        .path("items"))
                .hasSize(2);
        http.get(CLINICIAN, timeline, "Consistency-Token", token).expect(200);
    }

    @Test
    void a_retry_loses_nothing_turns_nothing_round_and_leaves_nothing_though_more_happens_meanwhile() throws Exception {
        var anna = Clinic.at(http);
        var client = UUID.fromString(anna.client);
        int before = positions("client", client).size();
        awaitSeenOrParked(client, before, 0);
        int rounds = Integer.getInteger("parking.rounds", 20);
        Callable<Void> book = () -> {
            for (int i = 0; i < 8; i++) {
                anna.book(inHours(hours++), 50).expect(201);
            }
            return null;
        };
        Callable<Void> retry = () -> {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(20));
            retry(PoisonedView.VIEW, client);
            return null;
        };
        try (var callers = Executors.newCachedThreadPool()) {
            for (int round = 1; round <= rounds; round++) {
                PoisonedView.POISON.add(client);
                anna.book(inHours(hours++), 50).expect(201);
                awaitSeenOrParked(client, before + 9 * round - 8, 1);
                PoisonedView.POISON.clear();
                for (var done : callers.invokeAll(List.of(book, retry, retry))) {
                    done.get();
                }
                awaitSeenOrParked(client, before + 9 * round, 0);
            }
        }

        assertThat(seen(client)).isEqualTo(positions("client", client));
    }

    private static void awaitSeenOrParked(UUID client, int events, int parked) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> seen(client).size() + parked(PoisonedView.VIEW).size() == events);
        assertThat(parked(PoisonedView.VIEW)).hasSize(parked);
    }

    @Test
    void what_the_database_does_is_no_events_fault() throws Exception {
        var client = UUID.randomUUID();
        int happened = 0;
        for (int hurt = 0; hurt < 2; happened += 2) {
            Sequence.about(client, List.of("PrivacyNoticeGiven", "ConsentSigned"))
                    .happen();
            hurt += hurtWhoeverFolds(hurt == 1 ? "pg_cancel_backend" : "pg_terminate_backend");
        }
        int all = happened;

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(seen(client)).hasSize(all));
        assertThat(seen(client)).isEqualTo(positions("client", client));
        assertThat(VIEWS).allSatisfy(view -> assertThat(parked(view)).isEmpty());
    }

    @Test
    void a_view_that_begins_again_has_nothing_parked() {
        var sequence = Sequence.of(List.of("PrivacyNoticeGiven", "PrivacyNoticeGiven"));
        PoisonedView.POISON.addAll(sequence.eventIds);
        sequence.happen();
        Awaitility.await()
                .untilAsserted(() -> assertThat(parked(PoisonedView.VIEW)).hasSize(2));

        PoisonedView.POISON.clear();
        var processor = application.bean(Views.class).processor(PoisonedView.VIEW);
        processor.shutDown();
        processor.resetTokens();
        assertThat(parked(PoisonedView.VIEW)).isEmpty();
        processor.start();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(seen(sequence.id)).isEqualTo(sequence.positions(0, 2)));
        caughtUp();
    }

    @Test
    void the_list_is_paged_and_only_for_operators() {
        var sequence = Sequence.of(List.of("PrivacyNoticeGiven", "PrivacyNoticeGiven", "PrivacyNoticeGiven"));
        PoisonedView.POISON.addAll(sequence.eventIds);
        sequence.happen();
        Awaitility.await()
                .untilAsserted(() -> assertThat(parked(PoisonedView.VIEW)).hasSize(3));
        var path = "/api/v1/read-models/parked";

        var first = http.get(OPERATOR, path + "?limit=2").expect(200);
        assertThat(first.header("Link")).contains("rel=\"next\"");
        var rest = http.get(
                        OPERATOR,
                        path + "?limit=2&cursor=" + first.body().path("next").asString())
                .expect(200);
        assertThat(Stream.concat(
                                first.body().path("items").valueStream(),
                                rest.body().path("items").valueStream())
                        .map(item -> item.path("position").asString()))
                .isEqualTo(sequence.positions(0, 3));
        assertThat(rest.body().has("next")).isFalse();
        http.get(CLINICIAN, path).expect(403);
        http.post(CLINICIAN, path + "/retry?view=" + PoisonedView.VIEW, "").expect(403);
        http.get(OPERATOR, path + "?cursor=nonsense").expect(400);
        http.get(OPERATOR, path + "?limit=0").expect(400);
        http.post(OPERATOR, path + "/retry", "").expect(400);
        http.post(OPERATOR, path + "/retry?view=" + PoisonedView.VIEW + "&sequence=nonsense", "")
                .expect(400);
        assertThat(http.post(OPERATOR, path + "/retry?view=nonsense", "")
                        .expect(404)
                        .body()
                        .path("field")
                        .asString())
                .isEqualTo("view");
    }

    @Test
    void operators_see_in_metrics_and_health_what_is_parked_and_how_far_behind_each_view_is() throws Exception {
        caughtUp();
        Awaitility.await()
                .untilAsserted(() -> assertThat(standing("poisoned-1")).isEqualTo(List.of(0.0, 0.0, 0.0)));

        try (var holder = application.bean(Schemas.class).owner().getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(
                    "insert into history.event select gen_random_uuid(), 0, nextval('history.event_position'),"
                            + " gen_random_uuid(), aggregate_type, type, revision, recorded_at, clinic, client, payload, metadata"
                            + " from history.event order by position limit 1"); // its fence stops every reader
            other.book(inHours(hours++), 50).expect(201);
            other.book(inHours(hours++), 50).expect(201);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(standing("schedule-1")).satisfies(behind -> {
                        assertThat(behind.get(0)).isEqualTo(2);
                        assertThat(behind.get(1)).isPositive();
                    }));
            holder.rollback();
        }
        caughtUp();
        var sequence = Sequence.of(List.of("PrivacyNoticeGiven", "PrivacyNoticeGiven"));
        PoisonedView.POISON.add(sequence.eventIds.getFirst());
        sequence.happen();

        Awaitility.await()
                .untilAsserted(() -> assertThat(standing("poisoned-1")).isEqualTo(List.of(0.0, 0.0, 2.0)));
        // what is mended here is another row than the one that was sealed, and health says so of the ledger
        var health = http.get(OPERATOR, "/actuator/health").body();
        assertThat(health.at("/components/views/status").asString()).isEqualTo("UP");
        assertThat(health.at("/components/views/details/poisoned-1/parked").asInt())
                .isEqualTo(2);
        assertThat(health.at("/components/views/details/schedule-1/behind").asInt())
                .isZero();
        assertThat(http.get(RECEPTION, "/actuator/health").response().body()).doesNotContain("parked");
        assertThat(http.send(http.request("/actuator/health").build())
                        .response()
                        .body())
                .doesNotContain("parked");
        http.send(http.request("/actuator/health/readiness").build()).expect(200);
        http.send(http.request("/actuator/health/liveness").build()).expect(200);
    }

    /** How many events a view is behind, for how long, and how many are parked, as the metrics have it. */
    private static List<Double> standing(String view) {
        var scrape = Scrape.of(http);
        return Stream.of("behind_events", "behind_seconds", "parked_events")
                .map(what -> scrape.value("anamnesis_view_" + what + "{view=\"" + view + "\"}"))
                .toList();
    }

    @Test
    void what_is_parked_stays_parked_over_a_restart() {
        var sequence = Sequence.of(List.of("PrivacyNoticeGiven", "PrivacyNoticeGiven", "PrivacyNoticeGiven"));
        PoisonedView.POISON.add(sequence.eventIds.getFirst());
        sequence.append(0, null);
        sequence.append(1, null);
        Awaitility.await()
                .untilAsserted(() -> assertThat(parked(PoisonedView.VIEW)).hasSize(2));

        PoisonedView.POISON.clear();
        restart();

        assertThat(parked(PoisonedView.VIEW)).hasSize(2);
        sequence.append(2, null);
        Awaitility.await()
                .untilAsserted(() -> assertThat(parked(PoisonedView.VIEW)).hasSize(3));
        assertThat(seen(sequence.id)).isEmpty();
        retry(PoisonedView.VIEW, sequence.id);
        assertThat(seen(sequence.id)).isEqualTo(sequence.positions(0, 3));
    }

    /** Books for somebody else again and again; answers the longest that it took until every view had it. */
    private static Duration slowestOfOthers() {
        var slowest = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            var booked = other.book(inHours(hours++), 50).expect(201);
            var begun = System.nanoTime();
            var token = booked.header("Consistency-Token");
            http.get(RECEPTION, "/api/v1/schedule?from=2026-01-01&to=2026-01-02", "Consistency-Token", token)
                    .expect(200);
            http.get(CLINICIAN, "/api/v1/clients/" + other.client + "/timeline", "Consistency-Token", token)
                    .expect(200);
            var position = booked.body().path("position").asString();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> seen(UUID.fromString(other.client)).contains(position));
            var took = Duration.ofNanos(System.nanoTime() - begun);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }
        return slowest;
    }

    /** Waits until every view has come as far as the history. */
    private static void caughtUp() {
        var last = application
                .sql()
                .sql("select max(position) from history.event")
                .query(Long.class)
                .single();
        VIEWS.forEach(view -> Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> application.bean(Views.class).processor(view).processingStatus().values().stream()
                        .allMatch(segment -> segment.getCurrentPosition().orElse(0) >= last)));
    }

    private static List<JsonNode> parked(String view) {
        var all = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = http.get(OPERATOR, "/api/v1/read-models/parked?limit=200" + next)
                    .expect(200)
                    .body();
            page.path("items").valueStream().forEach(all::add);
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        return all.stream()
                .filter(item -> item.path("view").asString().equals(view))
                .toList();
    }

    private static Map<String, Integer> retry(String view, @Nullable UUID sequence) {
        var only = sequence == null ? "" : "&sequence=" + sequence;
        var body = http.post(OPERATOR, "/api/v1/read-models/parked/retry?view=" + view + only, "")
                .expect(200)
                .body();
        return Map.of(
                "folded",
                body.path("folded").asInt(),
                "parked",
                body.path("parked").asInt());
    }

    /** The positions that the poisoned view has seen of a client or thing, in the order in which they came. */
    private static List<String> seen(UUID id) {
        return application
                .sql()
                .sql("select positions from views.poisoned_1 where id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .map(positions -> List.of(positions.split(" ")))
                .orElse(List.of());
    }

    private static List<String> positions(String column, UUID id) {
        return application
                .sql()
                .sql("select position::text from history.event where " + column + " = ? order by event.position")
                .param(id)
                .query(String.class)
                .list();
    }

    /** Answers how many transactions were caught in the act. */
    private static int hurtWhoeverFolds(String how) throws SQLException {
        try (var connection = application.bean(Schemas.class).owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set role none");
            var hurt = statement.executeQuery("select count(" + how + """
                    (pid)) from pg_stat_activity where application_name = 'anamnesis projections'
                    and state <> 'idle' and (query like '%poisoned_1%' or query like '%token_entry%')""");
            hurt.next();
            return hurt.getInt(1);
        }
    }

    /** Events that follow each other, made after those that really happened, about a client or thing of their own. */
    private static final class Sequence {

        private final UUID id;
        private final UUID aggregate;
        private final List<String> types;
        private final List<UUID> eventIds;

        private Sequence(UUID id, UUID aggregate, List<String> types) {
            this.id = id;
            this.aggregate = aggregate;
            this.types = new ArrayList<>(types);
            this.eventIds = types.stream().map(type -> UUID.randomUUID()).toList();
        }

        static Sequence of(List<String> types) {
            var id = UUID.randomUUID();
            return new Sequence(id, isAboutClient(types.getFirst()) ? UUID.randomUUID() : id, types);
        }

        static Sequence about(UUID client, List<String> types) {
            return new Sequence(client, UUID.randomUUID(), types);
        }

        private static boolean isAboutClient(String type) {
            return AboutClient.class.isAssignableFrom(requireNonNull(EventNames.CLASSES.get(type)));
        }

        void happen() {
            IntStream.range(0, types.size()).forEach(i -> append(i, null));
        }

        /** The same, but what the first event says is something else. */
        void happen(String payload) {
            append(0, payload);
            IntStream.range(1, types.size()).forEach(i -> append(i, null));
        }

        private void append(int i, @Nullable String payload) {
            int rows = application
                    .sql()
                    .sql("""
                            insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type,
                                type, revision, recorded_at, clinic, client, payload, metadata)
                            select :aggregate, :i, :event, aggregate_type, :type, revision, now(), clinic,
                                case when client is null then null else :id::uuid end,
                                coalesce(:payload::bytea, convert_to(replace(replace(convert_from(payload, 'UTF8'),
                                    coalesce(client::text, 'nobody'), :id::text), aggregate_identifier::text, :aggregate::text),
                                    'UTF8')), metadata
                            from history.event where type = :model order by position limit 1""")
                    .param("aggregate", aggregate)
                    .param("i", i)
                    .param("event", eventIds.get(i))
                    .param("type", types.get(i))
                    .param("model", EventNames.CLASSES.containsKey(types.get(i)) ? types.get(i) : "ConsentSigned")
                    .param("id", id)
                    .param("payload", payload == null ? null : payload.getBytes(UTF_8))
                    .update();
            assertThat(rows).as("has happened before: " + types.get(i)).isEqualTo(1);
        }

        /** Corrects what the first event says. */
        void mend() {
            Tampering.with(
                    owner,
                    "event",
                    () -> owner.sql("""
                            update history.event bad
                            set payload = convert_to(replace(replace(convert_from(good.payload, 'UTF8'),
                                coalesce(good.client::text, 'nobody'), :id::text), good.aggregate_identifier::text,
                                :aggregate::text), 'UTF8')
                            from (select * from history.event where type = :type order by position limit 1) good
                            where bad.event_id = :event""")
                            .param("aggregate", aggregate)
                            .param("event", eventIds.getFirst())
                            .param("type", types.getFirst())
                            .param("id", id)
                            .update());
        }

        /** Where the events stand, from one and up to another. */
        List<String> positions(int from, int to) {
            return ParkingTest.positions("aggregate_identifier", aggregate).subList(from, to);
        }
    }
}
