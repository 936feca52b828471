package org.anamnesis.query.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.AboutClient;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Feeds a fold. A batch of events is collected on its unit of work; before that commits, all rows concerned are loaded at
 * once, folded, and written at once. Events of one client stay in order; other events, those of one thing.
 */
final class FoldInvoker<K, R extends Record> implements EventHandlerInvoker {

    private final String view;
    private final Fold<K, R> fold;
    private final RowTable<K, R> table;
    private final Progress progress;

    FoldInvoker(String view, Fold<K, R> fold, RowTable<K, R> table, Progress progress) {
        this.view = view;
        this.fold = fold;
        this.table = table;
        this.progress = progress;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return segment.matches(follows((DomainEventMessage<?>) message).hashCode());
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        batch(CurrentUnitOfWork.get(), segment).add(recorded((TrackedEventMessage<?>) message));
    }

    @Override
    public void performReset() {
        progress.forget(view);
        table.clear();
    }

    /** Folds a batch into the table. */
    void foldIn(List<Recorded<?>> batch) {
        table.foldIn(batch, fold);
    }

    private List<Recorded<?>> batch(UnitOfWork<?> unit, Segment segment) {
        return unit.root().getOrComputeResource("fold " + view, key -> {
            var batch = new ArrayList<Recorded<?>>();
            unit.onPrepareCommit(u -> foldIn(batch));
            unit.afterCommit(u -> progress.reached(
                    view, segment.getSegmentId(), batch.getLast().position()));
            return batch;
        });
    }

    /** By which id those who follow the history keep events in order. */
    private static UUID follows(DomainEventMessage<?> message) {
        return message.getPayload() instanceof AboutClient event
                ? event.clientId().value()
                : UUID.fromString(message.getAggregateIdentifier());
    }

    private static Recorded<?> recorded(TrackedEventMessage<?> message) {
        var event = (DomainEventMessage<?>) message;
        Map<String, String> metadata = new TreeMap<>();
        event.getMetaData().forEach((key, value) -> metadata.put(key, String.valueOf(value)));
        return new Recorded<>(
                event.getPayload(),
                event.getPayloadType().getSimpleName(),
                UUID.fromString(event.getIdentifier()),
                message.trackingToken().position().orElseThrow(),
                event.getType(),
                UUID.fromString(event.getAggregateIdentifier()),
                event.getSequenceNumber(),
                event.getTimestamp(),
                UUID.fromString(metadata.getOrDefault("clinic", "")),
                metadata);
    }
}
