package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.anamnesis.events.web.Role;
import org.anamnesis.standalone.Http.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {

    private static final int CYCLES = Integer.getInteger("kill.cycles", 6);
    private static final int WRITERS = 8;

    @TempDir
    Path folder;

    private final Random random = new Random(4711);
    private final AtomicInteger number = new AtomicInteger();

    /** What a caller wrote down itself: what it was about to send, and what it was answered. */
    private static final class Journal implements AutoCloseable {

        private final FileChannel file;

        Journal(Path path) throws IOException {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        synchronized void note(String... words) {
            try {
                file.write(ByteBuffer.wrap((String.join("\t", words) + "\n").getBytes(UTF_8)));
                file.force(false);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private record Sent(String key, Role role, String path, String body) {

        Reply to(Http http) {
            return http.post(role, path, body, "Idempotency-Key", key);
        }
    }

    @Test
    void what_was_acknowledged_before_a_kill_is_in_history_exactly_once() throws Exception {
        var data = folder.resolve("data");
        var journal = folder.resolve("journal");
        var inFlight = new ArrayList<Integer>();
        var clinics = new ArrayList<String>();
        Map<String, Sent> all = new HashMap<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (var child = ChildProcess.start(data, folder.resolve("log").toFile())) {
                resolveUnknown(child.http(), journal, all);
                inFlight.add(sendUntilKilled(child, journal, all, clinics));
            }
        }
        try (var survivor = RunningApplication.start(data)) {
            resolveUnknown(survivor.http(), journal, all);
            assertThat(inFlight).as("commands in flight at each kill").allMatch(count -> count > 0);
            historyHoldsAll(survivor, journal);
        }
    }

    /** Sends from many callers at once, kills at a random moment, and counts what was on its way. */
    private int sendUntilKilled(ChildProcess child, Path path, Map<String, Sent> all, List<String> plans)
            throws Exception {
        var http = child.http();
        var clinic = Clinic.at(http);
        plans.add(http.post(CLINICIAN, "/api/v1/episodes/" + clinic.episode + "/plans", "")
                .id());
        var killed = new AtomicBoolean();
        var onTheWay = new AtomicInteger();
        int atKill;
        try (var journal = new Journal(path);
                var writers = Executors.newFixedThreadPool(WRITERS)) {
            var running = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                running.add(writers.submit(() -> {
                    while (!killed.get()) {
                        var sent = next(clinic, plans.getLast());
                        synchronized (all) {
                            all.put(sent.key(), sent);
                        }
                        journal.note("sent", sent.key());
                        onTheWay.incrementAndGet();
                        try {
                            acknowledged(journal, sent, sent.to(http));
                        } catch (UncheckedIOException gone) {
                            return; // unknown: asked again after the restart
                        } finally {
                            if (!killed.get()) {
                                onTheWay.decrementAndGet();
                            }
                        }
                    }
                }));
            }
            TimeUnit.MILLISECONDS.sleep(700 + random.nextInt(1500));
            killed.set(true);
            atKill = onTheWay.get();
            child.kill();
            for (var writer : running) {
                writer.get(60, TimeUnit.SECONDS);
            }
        }
        return atKill;
    }

    /** One command of two kinds: a thing of its own, or one more event in a stream that all share. */
    private Sent next(Clinic clinic, String plan) {
        var n = number.incrementAndGet();
        return n % 2 == 0
                ? new Sent("key-" + n, RECEPTION, "/api/v1/sessions", clinic.booking(inHours(24 + n), 50))
                : new Sent(
                        "key-" + n,
                        CLINICIAN,
                        "/api/v1/plans/" + plan + "/needs",
                        "{\"domain\": \"FAMILY\", \"text\": \"need " + n + "\"}");
    }

    private static void acknowledged(Journal journal, Sent sent, Reply reply) {
        if (reply.status() == 201) {
            reply.body()
                    .path("events")
                    .forEach(event ->
                            journal.note("acked", sent.key(), event.path("id").asString()));
        } else {
            assertThat(reply.status()).as(reply.response().body()).isEqualTo(503);
        }
    }

    /** Whoever got no answer asks again with the same key, and is answered. */
    private static void resolveUnknown(Http http, Path path, Map<String, Sent> all) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        var unknown = new HashSet<String>();
        for (var line : Files.readAllLines(path)) {
            var words = line.split("\t", -1);
            if (words[0].equals("sent")) {
                unknown.add(words[1]);
            } else {
                unknown.remove(words[1]);
            }
        }
        try (var journal = new Journal(path)) {
            for (var key : unknown) {
                var sent = java.util.Objects.requireNonNull(all.get(key));
                acknowledged(journal, sent, sent.to(http).expect(201));
            }
        }
    }

    private static void historyHoldsAll(RunningApplication survivor, Path journal) throws IOException {
        var acked = Files.readAllLines(journal).stream()
                .map(line -> line.split("\t", -1))
                .filter(words -> words[0].equals("acked"))
                .map(words -> words[2])
                .toList();
        var sent = Files.readAllLines(journal).stream()
                .filter(line -> line.startsWith("sent"))
                .count();
        var stored = survivor.sql()
                .sql("select event_id::text from history.event where type in ('SessionBooked', 'NeedAdded')")
                .query(String.class)
                .list();
        assertThat(acked).hasSizeGreaterThan(100).doesNotHaveDuplicates().hasSize((int) sent);
        assertThat(stored).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(acked);
        assertThat(survivor.sql().sql("""
                                select count(*) from (select max(sequence_number) + 1 - count(*) gap from history.event
                                    group by aggregate_identifier) streams where gap <> 0""").query(Integer.class).single())
                .as("streams with gaps")
                .isZero();
    }

    @Test
    void asked_to_stop_it_ends_within_ten_seconds_and_leaves_no_server_behind() throws Exception {
        var data = folder.resolve("stopped");
        try (var child = ChildProcess.start(data, folder.resolve("log").toFile())) {
            Clinic.at(child.http());

            assertThat(child.stop()).isLessThan(Duration.ofSeconds(10));
        }
        assertThat(data.resolve("postgresql/data/postmaster.pid")).doesNotExist();
    }
}
