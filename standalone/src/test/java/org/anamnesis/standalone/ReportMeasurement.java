package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anamnesis.events.web.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.fixtures.SeededHistory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How soon a report answers its first row, and how much heap it takes, for a tenth of a history and for all of it. It
 * asserts that all rows come, and no rate.
 */
@Tag("measurement")
class ReportMeasurement {

    private static final int EVENTS = Integer.getInteger("report.events", 100_000);
    private static final int LONGEST_ROUND = 1500; // events of a week

    /** Reports that tell many rows, and how a stretch of time is asked of them. */
    private static final Map<String, String> REPORTS = Map.of(
            "practice-authority", "practice-authority?from=2020-01-01&to=%s",
            "session-conformity", "session-conformity?from=2020-01-01&to=%s",
            "user-activity", "user-activity?actor=reception&to=%s");

    private record Sent(Duration firstRow, Duration all, long rows, long heap) {}

    @Test
    void reports_of_a_tenth_and_of_all() throws Exception {
        try (var application = RunningApplication.start()) {
            SeededHistory.write(
                    JdbcClient.create(application.bean(Schemas.class).owner()), EVENTS);
            var http = application.http();
            var weeks = EVENTS / LONGEST_ROUND;
            var tenth = day(weeks / 10);
            System.out.printf("%,d events%n", EVENTS);
            for (var report : REPORTS.entrySet()) {
                var path = "/api/v1/compliance/" + report.getValue() + "&format=ndjson";
                sent(http, path.formatted(tenth)); // to warm up
                for (var to : List.of(tenth, day(weeks + 2))) {
                    var sent = sent(http, path.formatted(to));
                    System.out.printf(
                            "%-20s %,9d rows: first after %,d ms, all after %,d ms, %,d rows/s, %,d KiB of heap at most%n",
                            report.getKey(),
                            sent.rows(),
                            sent.firstRow().toMillis(),
                            sent.all().toMillis(),
                            sent.rows() * 1000 / Math.max(1, sent.all().toMillis()),
                            sent.heap() >> 10);
                }
            }
        }
    }

    private static String day(int week) {
        return LocalDate.of(2020, 1, 6).plusWeeks(week).toString();
    }

    private static Sent sent(Http http, String path) throws IOException, InterruptedException {
        while (http.get(AUDITOR, path.replace("&format=ndjson", "&limit=1")).status() == 503) {
            TimeUnit.MILLISECONDS.sleep(100); // not all is folded yet
        }
        var before = used();
        var most = new AtomicLong(before);
        try (var client = HttpClient.newHttpClient();
                var watch = Executors.newSingleThreadScheduledExecutor()) {
            var unused = watch.scheduleWithFixedDelay(
                    () -> most.accumulateAndGet(used(), Math::max), 200, 200, TimeUnit.MILLISECONDS);
            var begun = System.nanoTime();
            var answer = client.send(
                    http.request(path)
                            .header("Authorization", "Bearer " + http.token(AUDITOR))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
                lines.readLine();
                lines.readLine();
                var first = System.nanoTime() - begun;
                long rows = 1;
                var last = "";
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line;
                    rows++;
                }
                var all = System.nanoTime() - begun;
                assertThat(last).contains("\"complete\":true");
                return new Sent(Duration.ofNanos(first), Duration.ofNanos(all), rows - 1, most.get() - before);
            }
        }
    }

    /** What is in use once what nobody needs is gone. */
    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
