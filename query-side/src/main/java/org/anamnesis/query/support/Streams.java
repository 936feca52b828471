package org.anamnesis.query.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.anamnesis.events.store.History;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what is new as it comes, as server-sent events, each with an id from which somebody may go on after a break. A
 * stream ends when its listener goes, when the token expires and when the server stops. It costs a virtual thread, and a
 * look at the database when views have moved: at most five in a second, at least one.
 */
@Component
public class Streams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Duration REST = Duration.ofMillis(200);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Progress progress;
    private final History history;
    private final JsonMapper json;
    private final Semaphore places;
    private final Duration heartbeat;
    private volatile boolean running;

    Streams(
            Progress progress,
            History history,
            JsonMapper json,
            @Value("${anamnesis.streams.most:256}") int most,
            @Value("${anamnesis.streams.heartbeat:15s}") Duration heartbeat) {
        this.progress = progress;
        this.history = history;
        this.json = json;
        this.places = new Semaphore(most);
        this.heartbeat = heartbeat;
    }

    /** Something new, and the id from which to go on after it. */
    public record Entry(long id, Object what) {}

    /**
     * What there is above an id.
     *
     * @param upTo the id up to which nothing more will come
     * @param more whether to look again at once
     */
    public record News(List<Entry> entries, long upTo, boolean more) {}

    /** Where news come from. */
    public interface Source {
        News above(long id);
    }

    /**
     * Sends news until there is nobody to send them to.
     *
     * @param cursor the id of the last entry that was seen, where the header Last-Event-ID does not tell it
     * @param now where to begin for somebody who has seen nothing
     */
    public void send(
            Source source,
            @Nullable String cursor,
            LongSupplier now,
            HttpServletRequest request,
            HttpServletResponse response) {
        var begin = begin(cursor, now, request);
        if (!running || !places.tryAcquire()) {
            throw new Problem(ProblemType.NOT_NOW, "As many streams as can be served are open.");
        }
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(UTF_8.name());
            if (!request.getMethod().equals("HEAD")) {
                follow(source, begin, end(), response.getOutputStream());
            }
        } catch (IOException gone) {
            // whoever listened has gone
        } catch (RuntimeException failed) {
            // an answer has begun, so there is no other to give; whoever listens asks again
            LOG.warn("a stream ended: {}", failed.getClass().getName());
        } finally {
            places.release();
        }
    }

    private void follow(Source source, long begin, Instant end, ServletOutputStream out) throws IOException {
        var position = begin;
        write(out, "retry: 1000\nid: " + position + "\n\n");
        var written = System.nanoTime();
        while (running && Instant.now().isBefore(end)) {
            var seen = progress.news();
            var looked = System.nanoTime();
            var news = source.above(position);
            var text = new StringBuilder();
            news.entries()
                    .forEach(entry -> text.append("id: ")
                            .append(entry.id())
                            .append("\ndata: ")
                            .append(json.writeValueAsString(entry.what()))
                            .append("\n\n"));
            position = Math.max(position, news.upTo());
            if (text.isEmpty() && System.nanoTime() - written > heartbeat.toNanos()) {
                text.append(":\nid: ").append(position).append("\n\n");
            }
            if (!text.isEmpty()) {
                write(out, text.toString());
                written = System.nanoTime();
            }
            if (!news.more()) {
                progress.await(seen, shorter(POLL, heartbeat));
                rest(REST.minusNanos(System.nanoTime() - looked));
            }
        }
    }

    private static void write(ServletOutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void rest(Duration left) {
        try {
            if (left.isPositive()) {
                Thread.sleep(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is stopping", stop);
        }
    }

    private long begin(@Nullable String cursor, LongSupplier now, HttpServletRequest request) {
        var header = request.getHeader("Last-Event-ID");
        var given = header == null ? cursor : header;
        if (given == null) {
            return now.getAsLong();
        }
        if (!ID.matcher(given).matches() || Long.parseLong(given) > history.bound()) {
            throw Problem.malformed(header == null ? "cursor" : "Last-Event-ID", "is not one that a stream sent");
        }
        return Long.parseLong(given);
    }

    /** When the token expires with which the stream was asked for. */
    private static Instant end() {
        var expires = SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? token.getToken().getExpiresAt()
                : null;
        return expires == null ? Instant.now().plus(LONGEST) : expires;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
