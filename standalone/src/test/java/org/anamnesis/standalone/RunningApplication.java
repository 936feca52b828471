package org.anamnesis.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** Both sides, on an embedded PostgreSQL of their own, in this process; one for all tests that need nothing special. */
public final class RunningApplication implements AutoCloseable {

    private static final class Shared {
        static final RunningApplication ONE = startAndCloseAtTheEnd();
    }

    private final ConfigurableApplicationContext context;
    private final Path data;
    private final Http http;

    private RunningApplication(ConfigurableApplicationContext context, Path data) {
        this.context = context;
        this.data = data;
        this.http = new Http("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    public static RunningApplication shared() {
        return Shared.ONE;
    }

    /** Starts another one, with beans of its own beside the application's. */
    public static RunningApplication start(Class<?>... more) {
        return start(temporaryFolder(), more);
    }

    static RunningApplication start(Path data, Class<?>... more) {
        return start(data, false, more);
    }

    /** Over a copy of the database that was restored on purpose. */
    static RunningApplication startRestored(Path data) {
        return start(
                data, "demo", List.of("--anamnesis.demo.load=false", "--anamnesis.ledger.accept-restored-copy=true"));
    }

    /** With nobody who seals. */
    static RunningApplication startUnsealed() {
        return start(
                temporaryFolder(), "demo", List.of("--anamnesis.demo.load=false", "--anamnesis.ledger.seal=false"));
    }

    /** With data sets being made, and one clinic's history to make them from. */
    static RunningApplication startForResearch(Path data, UUID clinic) {
        return start(data, "demo", List.of("--anamnesis.demo.load=false", "--anamnesis.clinic=" + clinic));
    }

    /** As a newcomer starts it. */
    static RunningApplication startDemo(Path data) {
        return start(data, true);
    }

    /** With the issuer of another one. */
    static RunningApplication startFor(RunningApplication issuer) {
        var jwt = "--spring.security.oauth2.resourceserver.jwt.";
        return start(
                temporaryFolder(),
                "clinic",
                List.of(jwt + "issuer-uri=" + issuer.http().base(), jwt + "audiences=anamnesis"));
    }

    /** Without the demo's people and programs, and with an issuer of its own. */
    static RunningApplication startClinic(Path data) {
        return start(data, "clinic", List.of("--anamnesis.sign-in.redirect-uris=" + Browser.CLIENT_PAGE));
    }

    private static RunningApplication start(Path data, boolean demo, Class<?>... more) {
        return start(
                data, "demo", List.of("--anamnesis.demo.load=" + demo, "--anamnesis.research.exports=" + demo), more);
    }

    private static RunningApplication start(Path data, String profile, List<String> settings, Class<?>... more) {
        var options = new ArrayList<>(
                List.of("--server.port=0", "--anamnesis.data-dir=" + data, "--anamnesis.zone=Europe/Berlin"));
        options.addAll(settings);
        var sources = new ArrayList<Class<?>>(Arrays.asList(more));
        sources.addFirst(Standalone.class);
        return new RunningApplication(
                new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                        .profiles(profile)
                        .run(options.toArray(String[]::new)),
                data);
    }

    public Http http() {
        return http;
    }

    Path data() {
        return data;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> Stream<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values().stream();
    }

    /** The database, as the role that may do everything but change history. */
    public JdbcClient sql() {
        return JdbcClient.create(context.getBean("projectionsPool", javax.sql.DataSource.class));
    }

    /** Stops, and leaves the data. */
    void stop() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("anamnesis");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static RunningApplication startAndCloseAtTheEnd() {
        var application = start();
        Runtime.getRuntime().addShutdownHook(new Thread(application::close));
        return application;
    }
}
