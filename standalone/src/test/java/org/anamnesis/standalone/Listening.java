package org.anamnesis.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Listens to server-sent events as a browser would. */
final class Listening implements AutoCloseable {

    /** An event with data. */
    record Heard(String id, JsonNode data) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> comments = new LinkedBlockingQueue<>();
    private final Thread reader;
    private volatile String lastId = "";
    private volatile boolean broken;

    /**
     * @param lastEventId after which to go on; empty for what comes from now on
     */
    Listening(Http http, String token, String path, String lastEventId) {
        var request =
                http.request(path).header("Authorization", "Bearer " + token).header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
        reader = Thread.ofVirtual().start(this::read);
    }

    int status() {
        return response.statusCode();
    }

    String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** The id from which to go on. */
    String lastId() {
        return lastId;
    }

    Heard next() throws InterruptedException {
        var next = heard.poll(5, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was heard in five seconds");
        }
        return next;
    }

    /** All that is heard in a while. */
    List<Heard> all(long millis) throws InterruptedException {
        var all = new ArrayList<Heard>();
        for (var next = heard.poll(millis, TimeUnit.MILLISECONDS);
                next != null;
                next = heard.poll(millis, TimeUnit.MILLISECONDS)) {
            all.add(next);
        }
        return all;
    }

    boolean hearsComment(long millis) throws InterruptedException {
        return comments.poll(millis, TimeUnit.MILLISECONDS) != null;
    }

    boolean endsWithin(long millis) throws InterruptedException {
        return reader.join(java.time.Duration.ofMillis(millis));
    }

    /** Whether it was cut off instead of ended. */
    boolean isBroken() {
        return broken;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    heard.add(new Heard(lastId, Http.JSON.readTree(line.substring(6))));
                } else if (line.startsWith(":")) {
                    comments.add(line);
                }
            }
        } catch (IOException closed) {
            broken = true;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
