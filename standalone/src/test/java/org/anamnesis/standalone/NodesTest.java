package org.anamnesis.standalone;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.anamnesis.fixtures.TestPostgres;
import org.anamnesis.standalone.Http.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The sides as processes of their own: first one of each, then two, then what becomes of those that are left. They are
 * started once and used one after the other, for starting takes most of the time.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class NodesTest {

    private static final int SEGMENTS = 4;
    private static final Duration MOVED = Duration.ofSeconds(15);

    private static final TestPostgres DATABASE = TestPostgres.empty();
    private static final Path FOLDER = RunningApplication.temporaryFolder();
    private static final Nodes NODES = new Nodes(
            FOLDER,
            Map.of(
                    "spring.datasource.url", DATABASE.url(),
                    "spring.datasource.username", "postgres",
                    "spring.datasource.password", "postgres"),
            ChildProcess.IN_HASTE,
            "-Xmx512m");
    private static final JdbcClient SQL = DATABASE.sql();

    @BeforeAll
    static void one_of_each() throws Exception {
        NODES.atLeast(1, 1);
    }

    @AfterAll
    static void end() throws IOException {
        NODES.close();
        FileSystemUtils.deleteRecursively(FOLDER);
    }

    @Nested
    @Order(1)
    class One_command_node_and_one_query_node extends SpineTest {

        @Override
        Http http() {
            return NODES.http();
        }

        @Test
        void what_one_process_did_the_other_hears_of_long_before_it_would_look() {
            var http = NODES.http();
            var clinic = Clinic.at(http);
            var soon = 0;
            for (int i = 0; i < 20; i++) {
                var booked = clinic.book(inHours(24 + i), 50).expect(201);
                var answered = System.nanoTime();
                http.get(
                                RECEPTION,
                                "/api/v1/schedule?from=2026-01-01&to=2026-01-02",
                                "Consistency-Token",
                                booked.header("Consistency-Token"))
                        .expect(200);
                soon += System.nanoTime() - answered < TimeUnit.MILLISECONDS.toNanos(250) ? 1 : 0;
            }
            assertThat(soon)
                    .as("of 20 bookings, seen within a quarter of a second")
                    .isGreaterThan(15);
        }
    }

    @Nested
    @Order(2)
    class Two_command_nodes_and_two_query_nodes extends SpineTest {

        @BeforeAll
        static void two_of_each() throws Exception {
            NODES.atLeast(2, 2);
        }

        @Override
        Http http() {
            return NODES.http();
        }

        @Test
        void share_the_segments_of_each_view() {
            Awaitility.await()
                    .atMost(MOVED)
                    .untilAsserted(() -> assertThat(owned())
                            .isNotEmpty()
                            .allSatisfy((view, owners) ->
                                    assertThat(owners.values()).containsExactly(2L, 2L)));
        }
    }

    /** Many callers who want the same people at the same times, by way of two command nodes. */
    @Nested
    @Order(3)
    class Racing_callers {

        private static final int CALLERS = 64;
        private static final int ATTEMPTS = Integer.getInteger("race.attempts", 1500);
        private static final int QUARTERS = 4 * 48;

        /** Around the next night on which the clocks change. */
        private final Instant from = ZoneId.of("Europe/Berlin")
                .getRules()
                .nextTransition(Instant.now().plus(Duration.ofDays(2)))
                .getInstant()
                .minus(Duration.ofHours(24));

        @BeforeAll
        static void two_of_each() throws Exception {
            NODES.atLeast(2, 2);
        }

        private final Http http = NODES.http();
        private final List<Clinic> clinics = List.of(Clinic.at(http), Clinic.at(http), Clinic.at(http));
        private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();

        @Test
        void get_no_overlapping_reservation_and_no_deadlock_to_see() throws Exception {
            var began = System.nanoTime();
            try (var callers = Executors.newFixedThreadPool(CALLERS)) {
                var attempts = new ArrayList<Callable<Void>>();
                for (int seed = 0; seed < CALLERS; seed++) {
                    var random = new Random(seed);
                    attempts.add(() -> race(random, Math.ceilDiv(ATTEMPTS, CALLERS)));
                }
                for (var caller : callers.invokeAll(attempts)) {
                    caller.get();
                }
            }
            System.out.printf(
                    "%d attempts of %d callers in %.1f s: %s%n",
                    answers.values().stream().mapToInt(Integer::intValue).sum(),
                    CALLERS,
                    (System.nanoTime() - began) / 1e9,
                    new TreeMap<>(answers));

            assertThat(answers.keySet()).isSubsetOf(200, 201, 409, 503).contains(200, 201, 409);
            var told = "(" + RESERVATIONS_AS_TOLD + ")";
            assertThat(count(told + " told")).isPositive();
            assertThat(count("(" + told + " except select * from history.reservation) missing"))
                    .isZero();
            assertThat(count("(select * from history.reservation except " + told + ") too_many"))
                    .isZero();
            assertThat(count(told + " one join " + told + """
                             other on one.kind = other.kind and one.resource_id = other.resource_id
                                and one.during && other.during and one.session_id < other.session_id"""))
                    .as("promises that overlap")
                    .isZero();
        }

        /** Books, and moves or gives back what it has booked. */
        private Void race(Random random, int attempts) {
            var mine = new ArrayList<String>();
            for (int i = 0; i < attempts; i++) {
                var kind = mine.isEmpty() ? 0 : random.nextInt(10);
                Reply reply;
                if (kind < 5) {
                    reply = http.post(RECEPTION, "/api/v1/sessions", booking(random));
                    if (reply.status() == 201) {
                        mine.add(reply.id());
                    }
                } else if (kind < 9) {
                    reply = http.post(
                            RECEPTION,
                            "/api/v1/sessions/" + mine.get(random.nextInt(mine.size())) + "/reschedule",
                            "{\"start\": \"" + start(random) + "\", \"reason\": \"race\"}");
                } else {
                    reply = http.post(
                            RECEPTION,
                            "/api/v1/sessions/" + mine.remove(random.nextInt(mine.size())) + "/cancel",
                            "{\"by\": \"CLIENT\", \"reason\": \"race\"}");
                }
                answers.merge(reply.status(), 1, Integer::sum);
            }
            return null;
        }

        private String booking(Random random) {
            var whose = clinics.get(random.nextInt(clinics.size()));
            return whose.booking(
                            start(random),
                            15 * (1 + random.nextInt(4)),
                            ", \"deviations\": {\"PLACE_DEVIATION\": \"race\", \"THERAPIST_DEVIATION\": \"race\"}")
                    .replace(whose.therapist, clinics.get(random.nextInt(clinics.size())).therapist)
                    .replace(whose.place, clinics.get(random.nextInt(clinics.size())).place);
        }

        private Instant start(Random random) {
            return from.plus(Duration.ofMinutes(15L * random.nextInt(QUARTERS)));
        }
    }

    /** What the events say is promised to whom and when, by plain SQL. */
    private static final String RESERVATIONS_AS_TOLD = """
            select clinic, kind, resource_id::uuid resource_id,
                   tstzrange((place -> 'slot' ->> 'start')::timestamptz, (place -> 'slot' ->> 'end')::timestamptz) during,
                   session_id
            from (select distinct on (aggregate_identifier) clinic, type, aggregate_identifier session_id,
                         convert_from(payload, 'UTF8')::jsonb event
                  from history.event
                  where type in ('SessionBooked', 'SessionRescheduled', 'SessionCancelled', 'NoShowMarked')
                  order by aggregate_identifier, sequence_number desc) last,
                 coalesce(event -> 'to', event -> 'appointment') place,
                 lateral (values ('CLIENT', event ->> 'clientId'), ('PLACE', place ->> 'placeId'),
                                 ('THERAPIST', place ->> 'therapistId')) resource (kind, resource_id)
            where type = 'SessionRescheduled' or type = 'SessionBooked' and not (event ->> 'backfill')::boolean""";

    /** What becomes of the others when one query node comes or goes. */
    @Nested
    @Order(4)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class A_query_node {

        @BeforeAll
        static void two_of_each() throws Exception {
            NODES.atLeast(2, 2);
            Awaitility.await().atMost(MOVED).untilAsserted(NodesTest::shared);
        }

        @Test
        @Order(1)
        void that_is_killed_is_replaced_within_fifteen_seconds_and_no_booking_is_lost() throws Exception {
            var dying = NODES.queryNodes().getFirst();
            var left = NODES.http(NODES.queryNodes().getLast());
            assertThat(owned()).allSatisfy((view, owners) -> assertThat(owners).containsKey(dying.pid()));
            var booked = oneInEachSegment(left).stream()
                    .collect(toMap(identity(), clinic -> Collections.synchronizedList(new ArrayList<String>())));
            var enough = new AtomicBoolean();
            try (var reception = Executors.newFixedThreadPool(SEGMENTS)) {
                var booking = new ArrayList<Future<?>>();
                booked.forEach((clinic, sessions) -> booking.add(reception.submit(() -> {
                    for (int i = 0; !enough.get(); i++) {
                        sessions.add(clinic.book(inHours(24 + i), 50).id());
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                    return null;
                })));
                try {
                    TimeUnit.MILLISECONDS.sleep(500);
                    dying.kill();
                    var died = System.nanoTime();
                    var hour = new AtomicInteger(5000);
                    booked.forEach((clinic, sessions) -> Awaitility.await()
                            .atMost(MOVED)
                            .until(() -> {
                                var one = clinic.book(inHours(hour.getAndIncrement()), 50);
                                sessions.add(one.id());
                                return isSeen(left, clinic, one);
                            }));
                    var moved = Duration.ofNanos(System.nanoTime() - died);
                    System.out.printf("new bookings of all clients were seen %d ms after a kill%n", moved.toMillis());
                    assertThat(moved).isLessThan(MOVED);
                } finally {
                    enough.set(true);
                }
                for (var each : booking) {
                    each.get();
                }
            }
            Awaitility.await().untilAsserted(() -> {
                booked.forEach((clinic, sessions) ->
                        assertThat(scheduled(clinic)).containsExactlyInAnyOrderElementsOf(sessions));
                assertThat(count("views.timeline_1")).isEqualTo(count("history.event where client is not null"));
            });
        }

        @Test
        @Order(2)
        void whose_clock_is_wrong_takes_nothing_away_and_records_the_databases_time() {
            SQL.sql("create table taken_away (view text, segment integer)").update();
            SQL.sql("""
                            create function note() returns trigger language plpgsql security definer as $$
                            begin
                                insert into public.taken_away values (new.processor_name, new.segment);
                                return null;
                            end $$""").update();
            SQL.sql("""
                            create trigger note after update on views.token_entry for each row
                            when (old.owner <> new.owner) execute function note()""").update();
            try (var wrong = NODES.start(WithWrongClock.class, "--anamnesis.demo.load=false")) {
                Awaitility.await()
                        .atMost(MOVED)
                        .untilAsserted(() -> assertThat(owned())
                                .allSatisfy((view, owners) -> assertThat(owners)
                                        .containsEntry(wrong.pid(), 2L)
                                        .hasSize(2)));
                assertThat(count("taken_away"))
                        .as("claims that were not given back")
                        .isZero();

                var booked = Clinic.at(wrong.http()).book(inHours(24), 50).expect(201);
                assertThat(SQL.sql("""
                                        select abs(extract(epoch from now() - recorded_at)) from history.event
                                        where position = ?""")
                                .param(booked.body().path("position").asLong())
                                .query(Double.class)
                                .single())
                        .as("seconds by which the time of the event is wrong")
                        .isLessThan(5);
                assertThat(health(wrong, "")
                                .body()
                                .at("/components/clock/status")
                                .asString())
                        .isEqualTo("DEGRADED");
                assertThat(health(wrong, "/readiness").body().path("status").asString())
                        .isEqualTo("UP");
            }
        }

        @Test
        @Order(3)
        void that_is_asked_to_stop_says_farewell() throws InterruptedException {
            var last = NODES.queryNodes().getLast();
            assertThat(nodes(last)).isEqualTo(1);

            last.stop();

            assertThat(nodes(last)).isZero();
            assertThat(owned()).allSatisfy((view, owners) -> assertThat(owners).doesNotContainKey(last.pid()));
        }

        /** Clinics whose clients are followed in different segments: one for each. */
        private static Collection<Clinic> oneInEachSegment(Http http) {
            var bySegment = new HashMap<Integer, Clinic>();
            while (bySegment.size() < SEGMENTS) {
                var clinic = Clinic.at(http);
                bySegment.put(UUID.fromString(clinic.client).hashCode() & (SEGMENTS - 1), clinic);
            }
            return bySegment.values();
        }

        private static boolean isSeen(Http http, Clinic clinic, Reply booked) {
            var timeline = http.get(
                    CLINICIAN,
                    "/api/v1/clients/" + clinic.client + "/timeline",
                    "Consistency-Token",
                    booked.header("Consistency-Token"));
            var schedule = http.get(
                    RECEPTION,
                    "/api/v1/schedule?from=2026-01-01&to=2026-01-02",
                    "Consistency-Token",
                    booked.header("Consistency-Token"));
            return timeline.status() == 200 && schedule.status() == 200;
        }

        private static List<String> scheduled(Clinic clinic) {
            return SQL.sql("select session_id::text from views.schedule_1 where client_id = ?")
                    .param(UUID.fromString(clinic.client))
                    .query(String.class)
                    .list();
        }

        private static Reply health(ChildProcess node, String of) {
            var http = node.http();
            return http.send(http.request("/actuator/health" + of).GET().build())
                    .expect(200);
        }

        private static long nodes(ChildProcess node) {
            return count("views.node where name like '" + node.pid() + "@%'");
        }
    }

    private static void shared() {
        assertThat(owned())
                .isNotEmpty()
                .allSatisfy((view, owners) -> assertThat(owners.values()).containsExactly(2L, 2L));
    }

    /** How many segments of each view each process follows. */
    private static Map<String, Map<Long, Long>> owned() {
        var owned = new TreeMap<String, Map<Long, Long>>();
        SQL.sql("""
                        select processor_name, split_part(owner, '@', 1)::bigint, count(*) from views.token_entry
                        where owner is not null group by 1, 2""").query(row -> {
            owned.computeIfAbsent(row.getString(1), view -> new TreeMap<>()).put(row.getLong(2), row.getLong(3));
        });
        return owned;
    }

    private static long count(String from) {
        return SQL.sql("select count(*) from " + from).query(Long.class).single();
    }
}
