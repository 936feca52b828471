package org.anamnesis.query.support;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.PostgresEventStore;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Runs a processor for each fold, so that its view follows the history. */
@Component
@Order(0)
public class Views implements SmartLifecycle, ApplicationRunner {

    private static final int WORKERS = 4;
    private static final int BATCH = 500;
    private static final int CLAIM_MILLIS = 2000;
    private static final long MANY = 5000;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration SELDOM = Duration.ofMillis(200);
    private static final Duration CATCH_UP = Duration.ofMinutes(30);

    private final Map<String, PooledStreamingEventProcessor> processors = new LinkedHashMap<>();
    private final Map<String, FoldInvoker<?, ?>> invokers = new LinkedHashMap<>();
    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(
            WORKERS, Thread.ofPlatform().daemon().name("view-", 0).factory());
    private final ScheduledExecutorService coordinators = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("view-coordinator-", 0).factory());
    private final Map<String, int[]> segments = new ConcurrentHashMap<>();
    private final TokenStore tokens;
    private final LiveNodes nodes;
    private final PlatformTransactionManager database;
    private final TransactionManager transactions;
    private final ParkedTable parked;
    private final Progress progress;
    private final History history;
    private final EventSerializer json;
    private final int initialSegments;
    private final JdbcClient sql;
    private volatile boolean running;

    Views(
            List<Fold<?, ?>> folds,
            PostgresEventStore store,
            TokenStore tokens,
            LiveNodes nodes,
            ParkedTable parked,
            Progress progress,
            EventSerializer json,
            @Value("${anamnesis.views.segments}") int initialSegments,
            @Qualifier("projections") DataSource projections,
            @Qualifier("projections") PlatformTransactionManager projectionsTransactions) {
        this.tokens = tokens;
        this.nodes = nodes;
        this.parked = parked;
        this.progress = progress;
        this.database = projectionsTransactions;
        this.transactions = new SpringTransactionManager(database);
        this.json = json;
        this.initialSegments = initialSegments;
        this.sql = JdbcClient.create(projections);
        this.history = new History(sql, json);
        folds.forEach(fold -> {
            var name = name(fold);
            var invoker = invoker(name, fold);
            invokers.put(name, invoker);
            processors.put(name, processor(name, invoker, store));
        });
    }

    static String name(Fold<?, ?> fold) {
        return Objects.requireNonNull(
                        fold.getClass().getAnnotation(ProcessingGroup.class), "a fold has a @ProcessingGroup")
                .value();
    }

    /** A view's name without its number. */
    static String plainName(String view) {
        return view.substring(0, view.lastIndexOf('-'));
    }

    private <K, R extends Record> FoldInvoker<K, R> invoker(String name, Fold<K, R> fold) {
        var table = new RowTable<K, R>(sql, json, name.replace('-', '_'), fold.row());
        return new FoldInvoker<>(name, fold, table, parked, progress);
    }

    private PooledStreamingEventProcessor processor(String name, FoldInvoker<?, ?> invoker, PostgresEventStore store) {
        return PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(invoker)
                .errorHandler(new OneByOne(
                        name, invoker, parked, tokens, database, progress, event -> segment(name, event.follows())))
                .messageSource(store)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .coordinatorExecutor(coordinators)
                .workerExecutor(workers)
                .initialToken(source -> source.createTailToken())
                .initialSegmentCount(initialSegments)
                .maxSegmentProvider(view -> nodes.share(segments(view).length)) // asked in every round
                .batchSize(BATCH)
                .tokenClaimInterval(CLAIM_MILLIS)
                .claimExtensionThreshold(CLAIM_MILLIS)
                .build();
    }

    /** In how many segments a view begins that nobody has followed yet: one node follows each. */
    int initialSegments() {
        return initialSegments;
    }

    /** The views that this release keeps. */
    Set<String> names() {
        return processors.keySet();
    }

    /** What feeds the view's fold. */
    Optional<FoldInvoker<?, ?>> invoker(String view) {
        return Optional.ofNullable(invokers.get(view));
    }

    /** The view's processor, to be stopped, reset or looked at. */
    public PooledStreamingEventProcessor processor(String view) {
        return Objects.requireNonNull(processors.get(view), view);
    }

    /**
     * Waits until a view has folded in an event. Answers whether it did in time. What is folded here is heard of at once;
     * the database is asked often only about a segment that another node follows.
     */
    boolean await(String view, long position, UUID follows, Duration patience) {
        var segment = segment(view, follows);
        var isHere = processor(view).processingStatus().containsKey(segment);
        var pause = (isHere ? SELDOM : POLL).toNanos();
        var now = System.nanoTime();
        var until = now + patience.toNanos();
        var ask = isHere ? now + POLL.toNanos() : now;
        for (var seen = progress.news();
                progress.position(view, segment) < position;
                seen = progress.news(), now = System.nanoTime()) {
            if (now > until) {
                return false;
            }
            if (now >= ask) {
                if (stored(view, segment) >= position) {
                    return true;
                }
                ask = System.nanoTime() + pause;
            }
            progress.await(seen, POLL);
        }
        return true;
    }

    /** Waits until all of a view has folded in all there is up to a position. Answers whether it did in time. */
    boolean awaitAll(String view, long position, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        for (var seen = progress.news(); lacks(view, position); seen = progress.news()) {
            if (System.nanoTime() > until) {
                return false;
            }
            progress.await(seen, POLL);
        }
        return true;
    }

    /** A segment that has nothing to do says seldom how far it has come, so what counts is what there was to do. */
    private boolean lacks(String view, long position) {
        var ids = segments(view);
        var reached = Arrays.stream(ids)
                .boxed()
                .collect(toMap(id -> id, id -> Math.max(progress.position(view, id), stored(view, id))));
        var above = reached.values().stream().mapToLong(Long::longValue).min().orElse(0);
        if (above >= position) {
            return false;
        }
        var open = sql.sql("""
                        select position, coalesce(client, aggregate_identifier) from history.event
                        where position > ? and position <= ? order by position limit ?""")
                .params(above, position, (int) MANY)
                .query((row, i) -> Map.entry(row.getLong(1), row.getObject(2, UUID.class)))
                .list();
        return open.size() == MANY
                || open.stream()
                        .anyMatch(event -> reached.getOrDefault(segment(ids, event.getValue()), 0L) < event.getKey());
    }

    private int segment(String view, UUID follows) {
        var ids = segments(view);
        if (ids.length == 0) {
            throw new Problem(ProblemType.NOT_NOW, "The view is only just beginning.");
        }
        return segment(ids, follows);
    }

    private int[] segments(String view) {
        var ids = segments.get(view);
        if (ids == null) {
            ids = transactions.fetchInTransaction(() -> tokens.fetchSegments(view));
            if (ids.length > 0) {
                segments.put(view, ids);
            }
        }
        return ids;
    }

    static int segment(int[] ids, UUID follows) {
        return Arrays.stream(ids)
                .filter(id -> Segment.computeSegment(id, ids).matches(follows.hashCode()))
                .findFirst()
                .orElseThrow();
    }

    /** Waits for news of any view, for a moment. */
    void pause() {
        progress.await(progress.news(), POLL);
    }

    /** Ready is who has seen all that was there at the start. */
    @Override
    public void run(ApplicationArguments arguments) {
        var last = history.last();
        var until = System.nanoTime() + CATCH_UP.toNanos();
        processors.forEach((view, processor) -> {
            while (!caughtUp(view, processor, last)) {
                if (System.nanoTime() > until) {
                    throw new CannotStart("The view " + view + " does not catch up with the history; see the log.");
                }
                pause();
            }
        });
    }

    private boolean caughtUp(String view, PooledStreamingEventProcessor processor, long last) {
        var here = processor.processingStatus();
        var ids = transactions.fetchInTransaction(() -> tokens.fetchSegments(view));
        return ids.length > 0
                && Arrays.stream(ids).allMatch(id -> {
                    var status = here.get(id);
                    return (status != null && status.getCurrentPosition().orElse(0) >= last)
                            || stored(view, id) >= last;
                });
    }

    /** How far all of a view has come, as far as the database knows. */
    long position(String view) {
        var ids = transactions.fetchInTransaction(() -> tokens.fetchSegments(view));
        return Arrays.stream(ids).mapToLong(id -> stored(view, id)).min().orElse(0);
    }

    /** Whether a view lacks so much of the history that it is better made again than followed up. */
    boolean isFarBehind(String view) {
        var last = history.last();
        var wasEmptied = isEmpty(view) && !new RebuildTable(sql).foundNothing(view);
        var missing = last - (wasEmptied ? 0 : position(view));
        return missing > MANY && missing > last / 2;
    }

    boolean isEmpty(String view) {
        return sql.sql("select not exists (select from views." + view.replace('-', '_') + ")")
                .query(Boolean.class)
                .single();
    }

    /** How far a segment says in the database that it has come. */
    private long stored(String view, int segment) {
        return sql.sql("select token, token_type from views.token_entry where processor_name = ? and segment = ?")
                .params(view, segment)
                .query((row, i) -> token(row.getBytes(1), row.getString(2)))
                .optional()
                .orElse(0L);
    }

    /** The position that a token in the database stands for. */
    long token(byte @Nullable [] written, @Nullable String type) {
        if (written == null || type == null) {
            return 0;
        }
        TrackingToken token = json.deserialize(new SimpleSerializedObject<>(written, byte[].class, type, null));
        return WrappedToken.unwrapLowerBound(token).position().orElse(0);
    }

    @Override
    public void start() {
        processors.forEach((view, processor) -> {
            if (!isFarBehind(view)) {
                processor.start(); // else Rebuilds does, once it has made the view again
            }
        });
        running = true;
    }

    @Override
    public void stop() {
        processors.values().stream()
                .map(view -> view.shutdownAsync().orTimeout(3, TimeUnit.SECONDS).exceptionally(late -> null))
                .toList()
                .forEach(CompletableFuture::join);
        workers.shutdownNow();
        coordinators.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
