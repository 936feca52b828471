package org.anamnesis.standalone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The application in a process of its own, which can be killed. */
final class ChildProcess implements AutoCloseable {

    static final String IN_HASTE = "-XX:TieredStopAtLevel=1";

    /** Longer for a long history that no view has seen yet. */
    private static final Duration PATIENCE = Duration.ofMinutes(Integer.getInteger("start.patience", 3));

    private final Process process;
    private final int port;

    private ChildProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it over a data folder and waits until it is ready. It is compiled in haste, for it does not live long. */
    static ChildProcess start(Path data, File log) {
        return start(data, log, IN_HASTE);
    }

    static ChildProcess start(Path data, File log, String... options) {
        return start(
                Standalone.class,
                log,
                List.of(options),
                List.of(
                        "--spring.profiles.active=demo",
                        "--anamnesis.demo.load=false",
                        "--anamnesis.zone=Europe/Berlin",
                        "--anamnesis.data-dir=" + data));
    }

    /** Starts any of the applications, with options for Java and settings of its own. */
    static ChildProcess start(Class<?> application, File log, List<String> options, List<String> settings) {
        try {
            int port = freePort();
            var command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    application.getName(),
                    "--server.port=" + port));
            command.addAll(1, options);
            command.addAll(settings);
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            var child = new ChildProcess(process, port);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(child::isReady);
            return child;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    String base() {
        return "http://localhost:" + port;
    }

    Http http() {
        return new Http(base());
    }

    long pid() {
        return process.pid();
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the process ended with " + process.exitValue());
        }
        try {
            return http().send(http().request("/actuator/health/readiness")
                                    .GET()
                                    .build())
                            .status()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Ends it as the operating system would in need: at once, with no chance to say anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end. Answers how long that took. */
    Duration stop() throws InterruptedException {
        var begun = System.nanoTime();
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process does not end");
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
