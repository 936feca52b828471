package org.anamnesis.standalone;

import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A clinical record calls nobody. The process is told to reach the world through a proxy only, which notes who is wanted.
 */
class QuietTest {

    @TempDir
    Path folder;

    /** Notes whom those who come want to reach, and turns them away. This machine itself (Tomcat wakes itself up) is nobody. */
    private static final class Proxy implements AutoCloseable {

        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> wanted = new CopyOnWriteArrayList<>();

        Proxy() throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!door.isClosed()) {
                    try (var visitor = door.accept()) {
                        var whom = whom(new DataInputStream(visitor.getInputStream()), visitor.getOutputStream());
                        if (whom == null || NetworkInterface.getByInetAddress(whom) == null) {
                            wanted.add(String.valueOf(whom));
                        }
                    } catch (IOException left) {
                        // the visitor, or the test is over
                    }
                }
            });
        }

        /** Whom a SOCKS 5 client (RFC 1928) asks for by address; null for any other client or request. */
        private static @Nullable InetAddress whom(DataInputStream in, OutputStream out) throws IOException {
            if (in.read() != 5) {
                return null;
            }
            in.skipNBytes(in.read());
            out.write(new byte[] {5, 0});
            in.skipNBytes(3);
            return switch (in.read()) {
                case 1 -> InetAddress.getByAddress(in.readNBytes(4));
                case 4 -> InetAddress.getByAddress(in.readNBytes(16));
                default -> null;
            };
        }

        /** Java's options that send all sockets and requests but those to this machine there. */
        String[] options() {
            return Stream.of("socksProxy", "http.proxy", "https.proxy")
                    .flatMap(kind ->
                            Stream.of("-D" + kind + "Host=localhost", "-D" + kind + "Port=" + door.getLocalPort()))
                    .toArray(String[]::new);
        }

        List<String> wanted() {
            return wanted;
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    /** A program that does call somebody, to see that it would be noticed. */
    static final class Caller {

        private Caller() {}

        public static void main(String[] args) throws Exception {
            try (var socket = new java.net.Socket("192.0.2.1", 80)) {
                socket.getOutputStream().write(1);
            }
        }
    }

    @Test
    void nobody_is_called_unasked() throws Exception {
        try (var proxy = new Proxy()) {
            try (var child = ChildProcess.start(
                    folder.resolve("data"), folder.resolve("log").toFile(), proxy.options())) {
                Clinic.at(child.http()).book(inHours(48), 50).expect(201);
                TimeUnit.SECONDS.sleep(3); // what is done in the background at start would be done by now
                child.stop();
            }
            assertThat(proxy.wanted()).isEmpty();
        }
    }

    @Test
    void whoever_did_call_would_be_noticed() throws Exception {
        try (var proxy = new Proxy()) {
            var java = ProcessHandle.current().info().command().orElseThrow();
            var command = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path")));
            command.addAll(List.of(proxy.options()));
            command.add(Caller.class.getName());

            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start()
                    .waitFor(60, TimeUnit.SECONDS);

            assertThat(proxy.wanted()).containsExactly("/192.0.2.1");
        }
    }
}
