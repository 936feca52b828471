package org.anamnesis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.anamnesis.events.web.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does: starts the demo, types the README's lines, stops and starts again. */
class DemoTest {

    private static final Pattern LINE = Pattern.compile(
            "curl -H \"\\$\\(as ([a-z-]+)\\)\"(?: -H 'Content-Type: application/json')?(?: -H 'If-Match: (\"\\d+\")')?"
                    + " ['\"]?localhost:8080(\\S+?)['\"]?(?: -d '(.*)')?");

    @TempDir
    Path data;

    @Test
    void the_lines_in_the_readme_do_what_it_says_and_it_is_still_there_after_a_restart() throws IOException {
        long before;
        var demo = RunningApplication.startDemo(data);
        try {
            var answers = readme(demo.http());

            assertThat(answers)
                    .extracting(Http.Reply::status)
                    .containsExactly(201, 201, 200, 200, 200, 200, 200, 200, 200);
            var session = answers.getFirst().id();
            assertThat(answers.get(3).response().body()).contains(session);
            assertThat(answers.get(4).response().body())
                    .contains(
                            "SessionBooked",
                            "EMPTY_CHAIR".toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                    .contains("PlanAdjusted");
            for (var event : List.of(answers.get(0), answers.get(1), answers.get(2))) {
                assertThat(answers.get(5).response().body())
                        .contains(event.body().at("/events/0/id").asString());
            }
            assertThat(answers.get(7).body().at("/header/definition").asString())
                    .isEqualTo("R-10@1");
            assertThat(answers.get(7).body().path("items")).isNotEmpty();
            assertThat(answers.get(8).body().path("items")).hasSize(3);
            Verdict.of(Verdict.bundle(demo.http(), data, "?client=3e8f6a10-c2d7-4b95-8f41-a06d5e7b9c23"))
                    .isWhole();
            assertThat(readme(demo.http())).extracting(Http.Reply::status).startsWith(409, 201, 412);
            before = events(demo);
        } finally {
            demo.stop();
        }
        try (var again = RunningApplication.startDemo(data)) {
            assertThat(events(again)).isEqualTo(before).isGreaterThan(290);
        }
    }

    @Test
    void the_front_door_leads_to_the_documentation() {
        var http = RunningApplication.shared().http();

        var reply = http.send(http.request("/").GET().build());

        assertThat(reply.status()).isEqualTo(302);
        assertThat(http.send(http.request("/docs").GET().build()).status()).isIn(200, 302);
    }

    private static List<Http.Reply> readme(Http http) throws IOException {
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(7).toString();
        return Files.readAllLines(Path.of("../README.md")).stream()
                .map(line -> line.replace("'$day'", day).replace("${day}", day).replace("$day", day))
                .map(LINE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(line -> {
                    var role = Arrays.stream(Role.values())
                            .filter(known -> known.written().equals(line.group(1)))
                            .findFirst()
                            .orElseThrow();
                    return line.group(4) == null
                            ? http.get(role, line.group(3))
                            : line.group(2) == null
                                    ? http.post(role, line.group(3), line.group(4))
                                    : http.post(role, line.group(3), line.group(4), "If-Match", line.group(2));
                })
                .toList();
    }

    private static long events(RunningApplication application) {
        return application
                .sql()
                .sql("select count(*) from history.event")
                .query(Long.class)
                .single();
    }
}
