package org.anamnesis.query.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.query.support.RebuildJob.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Has views made again: when somebody asks, and at start where a view is new or empty and the history long. Each view by
 * one job at a time, on whatever node.
 */
@Component
@Order(-1)
public class Rebuilds implements ApplicationRunner, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Fold<?, ?>> folds = new TreeMap<>();
    private final Map<UUID, OwnerConnection> running = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("rebuild-", 0).factory());
    private final Views views;
    private final Progress progress;
    private final EventSerializer json;
    private final DataSource owner;
    private final History history;
    private final RebuildTable jobs;
    private volatile boolean stopping;

    Rebuilds(
            List<Fold<?, ?>> folds,
            Views views,
            Progress progress,
            EventSerializer json,
            Schemas schemas,
            @Qualifier("projections") DataSource projections) {
        folds.forEach(fold -> this.folds.put(Views.name(fold), fold));
        this.views = views;
        this.progress = progress;
        this.json = json;
        this.owner = schemas.owner();
        this.history = new History(JdbcClient.create(projections), json);
        this.jobs = new RebuildTable(JdbcClient.create(projections));
    }

    /** A read model, how far it has come, and the job that makes it again, if one is under way. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReadModel(
            String name,
            int version,
            long position,
            @Nullable RebuildJob job) {}

    public List<ReadModel> readModels() {
        return folds.keySet().stream()
                .map(view -> new ReadModel(
                        Views.plainName(view),
                        Integer.parseInt(view.substring(view.lastIndexOf('-') + 1)),
                        views.position(view),
                        jobs.running(view).orElse(null)))
                .toList();
    }

    public Optional<RebuildJob> find(UUID id) {
        return jobs.find(id);
    }

    /** Asks a job to stop and leave the view as it was. Answers whether it was still under way. */
    public boolean cancel(UUID id) {
        return jobs.cancel(id);
    }

    /** Begins to make a view again, or says which job does so already. */
    public RebuildJob start(String name) {
        var view = folds.keySet().stream()
                .filter(each -> Views.plainName(each).equals(name))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> Problem.unknown("name"));
        var until = System.nanoTime() + PATIENCE.toNanos();
        do {
            var begun = begin(view).flatMap(jobs::find);
            if (begun.isPresent()) {
                return begun.get();
            }
            jobs.running(view).ifPresent(Rebuilds::refuse);
            views.pause(); // somebody has only just begun, or only just ended
        } while (System.nanoTime() < until);
        throw new Problem(ProblemType.NOT_NOW, "Another job for this read model is about to begin or to end.");
    }

    private static void refuse(RebuildJob other) {
        throw new Problem(
                ProblemType.REFUSED,
                "See the entries under refusals.",
                Map.of(
                        "refusals",
                        List.of(Map.of(
                                "code", "REBUILD_RUNNING", "detail", "this read model is being made again already")),
                        "job",
                        "/api/v1/read-models/jobs/" + other.id()));
    }

    /** Clears up what died with others, and makes again what is far behind, before this process calls itself ready. */
    @Override
    public void run(ApplicationArguments arguments) {
        folds.forEach((view, fold) -> {
            clearUp(view, fold);
            if (!views.processor(view).isRunning()) {
                fill(view);
                views.processor(view).start();
            }
        });
    }

    private void clearUp(String view, Fold<?, ?> fold) {
        try (var connection = new OwnerConnection(owner)) {
            var own = new RebuildTable(connection.sql());
            if (own.lock(view)) {
                own.bury(view);
                fresh(view, fold, connection).drop();
            }
        }
    }

    private void fill(String view) {
        LOG.info("{} is made from the history", view);
        while (true) {
            var own = begin(view);
            var job = own.or(() -> jobs.running(view).map(RebuildJob::id)).map(this::ended);
            if (job.isPresent() && job.get().state() == State.DONE) {
                return;
            }
            if (own.isPresent()) {
                LOG.warn("{} could not be made at once; it follows the history event by event", view);
                if (views.isEmpty(view)) {
                    views.processor(view).resetTokens(); // else one that was emptied would go on from where it stood
                }
                return;
            }
            views.pause();
        }
    }

    private RebuildJob ended(UUID id) {
        while (true) {
            var job = jobs.find(id).orElseThrow();
            if (job.isOver()) {
                return job;
            }
            views.pause();
        }
    }

    /** Begins a job, unless another has the view's lock. */
    private Optional<UUID> begin(String view) {
        var connection = new OwnerConnection(owner);
        var id = UUID.randomUUID();
        try {
            var own = new RebuildTable(connection.sql());
            if (!own.lock(view)) {
                connection.close();
                return Optional.empty();
            }
            own.bury(view);
            own.begin(id, view);
            running.put(id, connection);
            workers.execute(() -> run(id, view, Objects.requireNonNull(folds.get(view)), connection));
            return Optional.of(id);
        } catch (RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /** One job, from its first row to the lock's release. */
    private <K, R extends Record> void run(UUID id, String view, Fold<K, R> fold, OwnerConnection connection) {
        try (connection) {
            var fresh = fresh(view, fold, connection);
            var claims =
                    new SegmentClaims(view, views.processor(view), views.initialSegments(), connection.sql(), json);
            try {
                new Rebuild<>(id, view, fold, fresh, claims, history, jobs, connection, json, progress).run();
                LOG.info("{} was made again", view);
            } catch (CancellationException asked) {
                jobs.end(id, State.CANCELLED, null);
            } catch (RuntimeException | InterruptedException failed) {
                var problem = stopping ? "the server was stopped" : kind(failed);
                LOG.error("{} could not be made again: {}", view, problem);
                jobs.end(id, State.FAILED, problem);
            } finally {
                fresh.drop();
                new RebuildTable(connection.sql()).unlock(view);
            }
        } catch (RuntimeException gone) {
            LOG.error("what a rebuild of {} left is cleared up by the next: {}", view, kind(gone));
        } finally {
            running.remove(id);
        }
    }

    private <K, R extends Record> FreshTable<K, R> fresh(String view, Fold<K, R> fold, OwnerConnection connection) {
        return new FreshTable<>(view, fold.row(), connection, json, FreshTable.MOST_HELD);
    }

    /** What kind of failure it is. Its message may quote what was read, so it is kept nowhere. */
    private static String kind(Throwable failed) {
        var root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var state = Rebuild.sqlState(failed);
        return root.getClass().getSimpleName() + (state == null ? "" : " " + state);
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        workers.shutdownNow();
        running.values().forEach(OwnerConnection::interrupt);
        if (!workers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("a rebuild did not stop in time; what it leaves is cleared up by the next");
        }
    }
}
