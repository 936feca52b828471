package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.anamnesis.events.web.Role;
import org.anamnesis.standalone.Http.Reply;
import tools.jackson.databind.JsonNode;

/** Bookings that go on beside something else, at a modest rate; whoever books looks for it at once, in both views. */
final class Bookings implements AutoCloseable {

    private static final long PAUSE_MILLIS = 40;

    private final ExecutorService caller = Executors.newSingleThreadExecutor();
    private final AtomicInteger made = new AtomicInteger();
    private final Future<?> running;
    private volatile boolean stopping;

    /**
     * Begins.
     *
     * @param patience how long a view may say that it has not seen a booking yet
     */
    Bookings(Http http, Duration patience) {
        var clinic = Clinic.at(http);
        running = caller.submit(() -> {
            while (!stopping) {
                book(clinic, made.get(), patience);
                made.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            return null;
        });
    }

    int made() {
        return made.get();
    }

    private static void book(Clinic clinic, int number, Duration patience) {
        var start = inHours(24L + number);
        var booked = clinic.book(start, 50).expect(201);
        var token = booked.header("Consistency-Token");
        var schedule = look(
                clinic.http,
                RECEPTION,
                "/api/v1/schedule?from=" + start + "&to=" + start.plus(Duration.ofMinutes(1)) + "&therapistId="
                        + clinic.therapist,
                token,
                patience);
        assertThat(schedule.path("items").path(0).path("sessionId").asString()).isEqualTo(booked.id());
        look(clinic.http, CLINICIAN, "/api/v1/clients/" + clinic.client + "/timeline?kinds=SESSION", token, patience);
    }

    private static JsonNode look(Http http, Role role, String question, String token, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        Reply reply;
        do {
            reply = http.get(role, question, "Consistency-Token", token);
        } while (reply.status() == 503 && System.nanoTime() < until);
        return reply.expect(200).body();
    }

    @Override
    public void close() {
        stop();
    }

    /** Stops, and tells if one of them went wrong. */
    void stop() {
        stopping = true;
        caller.close();
        assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    }
}
