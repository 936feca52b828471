package org.anamnesis.events.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.anamnesis.events.Recorded;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The event store. Whoever follows it is called when a transaction that appended has ended, at once or at most 10 ms
 * later, here or in another process, and once a second in case the news from there was lost.
 */
public final class PostgresEventStore extends AbstractEventStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresEventStore.class);
    private static final String APPENDED = PostgresEventStore.class.getName() + ".appended";
    private static final long POLL_MILLIS = 1000;
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final PostgresEventEngine engine;
    private final List<InTransaction> listeners;
    private final LongStreams longStreams;
    private final Set<FencedStream> streams = ConcurrentHashMap.newKeySet();
    private final Latest latest = new Latest();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong news = new AtomicLong();
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile long told = System.nanoTime() - REST_NANOS;
    private final ScheduledExecutorService poll = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("history-poll").factory(), new DiscardPolicy());
    private final Announcer announcer;
    private final Listener others;

    PostgresEventStore(
            PostgresEventEngine engine, List<InTransaction> listeners, LongStreams longStreams, DataSource alone) {
        super(new Builder() {}.storageEngine(engine));
        this.engine = engine;
        this.listeners = listeners;
        this.longStreams = longStreams;
        var process = UUID.randomUUID().toString();
        announcer = new Announcer(alone, process);
        others = new Listener(alone, process, this::wake);
        var unused = poll.scheduleWithFixedDelay(this::tell, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The last sequence number of one of a clinic's aggregates, if it is there. */
    public Optional<Long> version(UUID clinic, UUID aggregate) {
        return engine.lastSequence(clinic, aggregate);
    }

    /** What a unit of work has appended so far, in order. */
    public static List<Recorded<?>> appendedIn(UnitOfWork<?> unit) {
        return unit.root().getOrComputeResource(APPENDED, key -> new ArrayList<>());
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                wake(); // after a rollback too: it may have held others' events behind the fence
                announcer.announce();
            }
        });
        var recorded = engine.append(events);
        appendedIn(CurrentUnitOfWork.get()).addAll(recorded);
        recorded.forEach(event -> listeners.forEach(listener -> listener.note(event)));
    }

    /** An aggregate's events; instead of the first of them its state after them, where that is kept and still true. */
    @Override
    public DomainEventStream readEvents(String aggregate) {
        return longStreams.take(aggregate).flatMap(this::since).orElseGet(() -> super.readEvents(aggregate));
    }

    /** Nothing if the last event in the state isn't there: it is another clinic's, or the database is not what it was. */
    private Optional<DomainEventStream> since(DomainEventMessage<?> state) {
        var since = readEvents(state.getAggregateIdentifier(), state.getSequenceNumber());
        return since.hasNext() && since.next().getIdentifier().equals(state.getIdentifier())
                ? Optional.of(DomainEventStream.concat(DomainEventStream.of(state), since))
                : Optional.empty();
    }

    /** How often anything may have been added so far. Who has been answered finds what was asked for counted in. */
    public long changes() {
        return changes.get();
    }

    /** How often there may have been news of the history so far. */
    public long news() {
        return news.get();
    }

    /** Waits until there may be more to read than there was when somebody last looked, but not for longer than this. */
    public void awaitNews(long seen, Duration longest) throws InterruptedException {
        var until = System.nanoTime() + longest.toNanos();
        synchronized (news) {
            for (var left = longest.toNanos(); news.get() == seen && left > 0; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(news, left);
            }
        }
    }

    /**
     * Tells all who follow that there may be more to read: at once, or where there was news only just now a little later,
     * so that what many transactions add in quick succession is followed in one step.
     */
    void wake() {
        changes.incrementAndGet();
        if (telling.compareAndSet(false, true)) {
            var rest = told + REST_NANOS - System.nanoTime();
            if (rest <= 0) {
                tell();
            } else {
                var unused = poll.schedule(this::tell, rest, TimeUnit.NANOSECONDS);
            }
        }
    }

    private void tell() {
        changes.incrementAndGet(); // perhaps in another process
        told = System.nanoTime();
        telling.set(false); // who comes from now on is told of once more
        synchronized (news) {
            news.incrementAndGet();
            news.notifyAll();
        }
        streams.forEach(FencedStream::call);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        others.begin();
        var stream = new FencedStream(trackingToken);
        streams.add(stream);
        return stream;
    }

    @Override
    public void close() {
        others.close();
        announcer.close();
        poll.shutdownNow();
    }

    /**
     * What was read of the history at one time.
     *
     * @param after behind which position
     * @param news how often there had been news when it was begun
     */
    private record Reading(long after, long news, List<FollowedEvent> events) {

        /** Whether there was no more to read then. */
        boolean isWhole() {
            return events.size() < PostgresEventEngine.BATCH;
        }

        /** Whether it tells a follower who stands there what has been news until now. */
        boolean serves(long position, long told) {
            return news >= told
                    && after <= position
                    && (isWhole() || position < events.getLast().position());
        }

        List<FollowedEvent> behind(long position) {
            return after == position
                    ? events
                    : events.stream()
                            .filter(event -> event.position() > position)
                            .toList();
        }
    }

    /** The latest reading: whoever of the followers comes first reads, and those who stand where it helps use it too. */
    private final class Latest {

        private @Nullable Reading reading;

        Reading from(@Nullable TrackingToken last) {
            var position = PostgresEventEngine.positionOf(last);
            var told = news.get();
            synchronized (this) {
                var found = reading;
                if (found == null || !found.serves(position, told)) {
                    var begun = news.get();
                    found = new Reading(position, begun, engine.tail(last));
                    reading = found;
                }
                return found;
            }
        }
    }

    /**
     * One follower's view: reads ahead in batches, and asks the database only when there may be something new. Axon asks
     * it whether there is more while another of its threads takes events out.
     */
    private final class FencedStream implements TrackingEventStream {

        private @Nullable TrackingToken last;
        private List<FollowedEvent> ahead = List.of();
        private int next;
        private volatile long seen = -1;
        private volatile Runnable callback = () -> {};

        FencedStream(@Nullable TrackingToken from) {
            last = from;
        }

        /** One follower that is about to stop must not keep the news from the others, nor from later times. */
        void call() {
            try {
                callback.run();
            } catch (RuntimeException stopping) {
                LOG.debug(
                        "a follower could not be told: {}", stopping.getClass().getName());
            }
        }

        @Override
        public synchronized Optional<TrackedEventMessage<?>> peek() {
            return fill() ? Optional.of(ahead.get(next)) : Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            var until = System.nanoTime() + unit.toNanos(timeout);
            while (!fill()) {
                var left = until - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                synchronized (news) {
                    if (news.get() == seen) {
                        TimeUnit.NANOSECONDS.timedWait(news, left);
                    }
                }
            }
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (true) {
                synchronized (this) {
                    if (fill()) {
                        return ahead.get(next++);
                    }
                }
                hasNextAvailable(1, TimeUnit.SECONDS);
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable whenAvailable) {
            callback = whenAvailable;
            return true;
        }

        @Override
        public void close() {
            streams.remove(this);
        }

        private synchronized boolean fill() {
            if (next < ahead.size()) {
                return true;
            }
            if (seen == news.get()) {
                return false;
            }
            var reading = latest.from(last);
            ahead = reading.behind(PostgresEventEngine.positionOf(last));
            next = 0;
            if (reading.isWhole()) {
                seen = reading.news();
            }
            if (ahead.isEmpty()) {
                return false;
            }
            last = ahead.getLast().trackingToken();
            return true;
        }
    }
}
