package org.anamnesis.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.benchmarks.Product.Ready;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.util.FileSystemUtils;

/** What a run works with: a folder, a PostgreSQL, an issuer, and the product as it is packaged. */
final class Bench implements AutoCloseable {

    private static final Ready READY = new Ready("/actuator/health/readiness", 200);

    /** Where nothing is, it says so as soon as it can. */
    private static final Ready NOTHING_THERE = new Ready("/", 404);

    private static final String STANDALONE = "anamnesis-standalone.jar";

    private final Path repository;
    private final List<String> options;
    private final Path folder;
    private final Server server;
    private final Issuer issuer;

    private Bench(Path repository, List<String> options, Path folder, Server server, Issuer issuer) {
        this.repository = repository;
        this.options = options;
        this.folder = folder;
        this.server = server;
        this.issuer = issuer;
    }

    /**
     * Sets one up.
     *
     * @param given a PostgreSQL to use; none: one of the run's own
     * @param options for the product's Java
     */
    static Bench open(Database.@Nullable Login given, List<String> options) throws IOException {
        var folder = Files.createTempDirectory("anamnesis-benchmark");
        var server = given == null ? Server.start(folder.resolve("postgresql")) : Server.given(given);
        return new Bench(repository(), options, folder, server, new Issuer());
    }

    /** Where this was built: benchmarks/target holds it. */
    static Path repository() {
        var source = new ApplicationHome(Bench.class).getSource();
        var target =
                source == null ? Path.of("") : source.toPath().toAbsolutePath().getParent();
        var module = target == null ? null : target.getParent();
        var root = module == null ? null : module.getParent();
        return root == null ? Path.of("") : root;
    }

    Server server() {
        return server;
    }

    Path folder() {
        return folder;
    }

    /** Both sides, as a practice runs them. */
    Product standalone(Database database) throws IOException, InterruptedException {
        return start("standalone/target/" + STANDALONE, READY, settings(database));
    }

    /** The same, unpacked, and with what Java has kept of a first run: how README tells to start it faster. */
    Unpacked unpacked(Database database) throws IOException, InterruptedException {
        var target = folder.resolve("unpacked");
        var jar = repository.resolve("standalone/target").resolve(STANDALONE);
        var unpacking = new ProcessBuilder(
                        Product.java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        target.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        if (unpacking.waitFor() != 0) {
            throw new GateFailed(jar + " can't be unpacked");
        }
        var unpacked = new Unpacked(target.resolve(STANDALONE), target.resolve("kept.aot"), database);
        start(unpacked, "-XX:AOTCacheOutput=" + unpacked.kept()).close();
        if (!Files.exists(unpacked.kept())) {
            throw new GateFailed("the first run has kept nothing");
        }
        return unpacked;
    }

    Product standalone(Unpacked unpacked) throws IOException, InterruptedException {
        return start(unpacked, "-XX:AOTCache=" + unpacked.kept());
    }

    private Product start(Unpacked unpacked, String option) throws IOException, InterruptedException {
        var all = new ArrayList<>(options);
        all.add(option);
        return Product.start(unpacked.jar(), READY, folder.resolve("log"), all, settings(unpacked.database()));
    }

    /** The product in a folder of its own, and what Java has kept of its first run. */
    record Unpacked(Path jar, Path kept, Database database) {}

    Product commandSide(Database database) throws IOException, InterruptedException {
        return start("command-side/target/anamnesis-command-exec.jar", READY, settings(database));
    }

    Product querySide(Database database) throws IOException, InterruptedException {
        return start("query-side/target/anamnesis-query-exec.jar", READY, settings(database));
    }

    /** An application in which nothing is. */
    Product empty() throws IOException, InterruptedException {
        return start("benchmarks/empty/target/empty.jar", NOTHING_THERE, List.of());
    }

    private Product start(String jar, Ready ready, List<String> settings) throws IOException, InterruptedException {
        var file = repository.resolve(jar);
        if (!Files.exists(file)) {
            throw new GateFailed(jar + " is not there. Build it: mvn -Pbenchmarks -DskipTests package");
        }
        return Product.start(file, ready, folder.resolve("log"), options, settings);
    }

    /** What a process over a database is told. */
    List<String> settings(Database database) {
        var settings = new ArrayList<>(database.settings());
        settings.addAll(issuer.settings());
        settings.add("--anamnesis.data-dir=" + folder.resolve("data-" + database.name()));
        settings.add("--anamnesis.zone=Europe/Berlin");
        return settings;
    }

    Http http(Product product) {
        return http(product, product);
    }

    Http http(Product commands, Product questions) {
        return new Http(issuer, commands.address(), questions.address());
    }

    @Override
    public void close() throws IOException {
        issuer.close();
        server.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
