package org.anamnesis.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.anamnesis.cli.FhirImport;
import org.anamnesis.cli.Server;
import org.anamnesis.events.store.Anamnesis;
import org.anamnesis.events.store.CannotStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads the demo clinic and its charts into a history that has not got them: once, over HTTP, as any program would. The
 * application is ready when that is done.
 */
@Component
@Profile("demo")
@ConditionalOnBooleanProperty(name = "anamnesis.demo.load", matchIfMissing = true)
@Order(1) // once the views follow the history
final class DemoClinic implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoClinic.class);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern TIME = Pattern.compile("\\$\\{(MON|TUE|WED)([+-]\\d+)(?:T(\\d\\d:\\d\\d))?}");
    private static final Map<String, DayOfWeek> DAYS =
            Map.of("MON", DayOfWeek.MONDAY, "TUE", DayOfWeek.TUESDAY, "WED", DayOfWeek.WEDNESDAY);

    private final JdbcClient sql;
    private final Environment environment;
    private final Clock clock;
    private final Path data;

    DemoClinic(@Qualifier("commands") JdbcClient sql, Environment environment, Anamnesis anamnesis, Clock clock) {
        this.data = anamnesis.dataDir();
        this.sql = sql;
        this.environment = environment;
        this.clock = clock;
    }

    /** One command: who sends it, where to and with which body. Days are told by week from now: {@code ${TUE-2T10:00}}. */
    private record Step(String as, String to, Map<String, Object> say) {}

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var address = URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
        once("demo clinic", () -> clinic(address));
        once("demo charts", () -> charts(address));
    }

    private interface Loading {
        void load() throws IOException;
    }

    private void once(String name, Loading loading) throws IOException {
        if (sql.sql("select 1 from history.loaded where name = ?")
                .param(name)
                .query()
                .listOfRows()
                .isEmpty()) {
            LOG.info("loading the {}", name);
            loading.load();
            sql.sql("insert into history.loaded (name) values (?) on conflict do nothing")
                    .param(name)
                    .update();
        }
    }

    private void clinic(URI address) throws IOException {
        var programs = new HashMap<String, Server>();
        var steps = steps();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var answer = programs.computeIfAbsent(step.as(), role -> new Server(address, role + ":demo", PATIENCE))
                    .send(new Server.Ask(step.to(), step.say(), "demo:" + i));
            var isThere = answer.isAccepted() || answer.status() == 422; // begun on another day
            if (!isThere) {
                throw new CannotStart(
                        "The demo clinic can't be loaded; step " + i + " of it is refused: " + answer.reason());
            }
        }
    }

    private List<Step> steps() throws IOException {
        try (var file = new ClassPathResource("demo/clinic.json").getInputStream()) {
            var text = new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new JsonMapper()
                    .readValue(TIME.matcher(text).replaceAll(this::time), new TypeReference<List<Step>>() {});
        }
    }

    private String time(MatchResult told) {
        var day = LocalDate.now(clock.withZone(ZONE))
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(Integer.parseInt(told.group(2)))
                .with(TemporalAdjusters.nextOrSame(Objects.requireNonNull(DAYS.get(told.group(1)))));
        return told.group(3) == null
                ? day.toString()
                : day.atTime(LocalTime.parse(told.group(3)))
                        .atZone(ZONE)
                        .toInstant()
                        .toString();
    }

    private void charts(URI address) throws IOException {
        var folder = Files.createTempDirectory(data, "charts");
        try {
            var files = new PathMatchingResourcePatternResolver().getResources("classpath:demo/charts/*.gz");
            for (var file : files) {
                try (var chart = file.getInputStream()) {
                    Files.copy(chart, folder.resolve(Objects.requireNonNull(file.getFilename())));
                }
            }
            var report = FhirImport.of(
                            new Server(address, "records-officer:demo", PATIENCE), ZoneId.of("America/New_York"))
                    .run(folder);
            var isRefused = report.getTypes().values().stream()
                    .anyMatch(type -> !type.getRefused().isEmpty());
            if (!report.accountsForAll() || isRefused) {
                throw new CannotStart("The demo charts can't be loaded: " + String.join(" ", report.getProblems()));
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
