package org.anamnesis.benchmarks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** A packaged application in a process of its own. */
final class Product implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long LOOK_MILLIS = 5;

    private final Process process;
    private final String address;
    private final Duration started;

    private Product(Process process, String address, Duration started) {
        this.process = process;
        this.address = address;
        this.started = started;
    }

    /** Where an application says that it is ready, and by which status. */
    record Ready(String path, int status) {}

    /** Starts a jar and waits until it is ready. */
    static Product start(Path jar, Ready ready, Path log, List<String> options, List<String> settings)
            throws IOException, InterruptedException {
        int port = freePort();
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port));
        command.addAll(settings);
        var begun = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var address = "http://localhost:" + port;
        while (!isReady(address, ready)) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new GateFailed(jar.getFileName() + " does not start: " + end(log));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return new Product(process, address, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** The Java that everything is run with. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static boolean isReady(String address, Ready ready) throws IOException {
        var connection =
                (HttpURLConnection) URI.create(address + ready.path()).toURL().openConnection();
        try {
            return connection.getResponseCode() == ready.status();
        } catch (IOException notYet) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    private static String end(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return address;
    }

    /** How long it took until it was ready. */
    Duration started() {
        return started;
    }

    OptionalDouble cpuSeconds() {
        return ProcessTimes.of(process.pid());
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
