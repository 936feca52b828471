package org.anamnesis.events.store;

import java.util.Map;
import java.util.Optional;
import org.anamnesis.events.Recent;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.Scope;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates with long streams that were changed last, as they were then, so that the next decision reads only what
 * has come since. Whoever decides takes one out for itself; it comes back when what was decided is committed, and is
 * forgotten if it is not.
 */
final class LongStreams implements HandlerEnhancerDefinition {

    /** How many events; shorter ones are as soon read. */
    private static final long SHORTEST = 100;

    private static final int MOST = 500;

    private final Map<String, DomainEventMessage<?>> states = new Recent<>(MOST);

    /** An aggregate's state, under the identifier and the sequence number of the last event that is in it. */
    synchronized Optional<DomainEventMessage<?>> take(String aggregate) {
        return Optional.ofNullable(states.remove(aggregate));
    }

    private synchronized void keep(DomainEventMessage<?> state) {
        states.put(state.getAggregateIdentifier(), state);
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.canHandleMessageType(CommandMessage.class) ? new Deciding<>(original) : original;
    }

    /** A decision of an aggregate. */
    private final class Deciding<T> extends WrappedMessageHandlingMember<T> {

        Deciding(MessageHandlingMember<T> decision) {
            super(decision);
        }

        @Override
        public @Nullable Object handle(Message<?> command, @Nullable T root) throws Exception {
            var answer = super.handle(command, root);
            if (Scope.getCurrentScope() instanceof EventSourcedAggregate<?> aggregate) {
                CurrentUnitOfWork.get().root().afterCommit(unit -> committed(aggregate, unit));
            }
            return answer;
        }

        /** The version counts what was applied: the state is what was stored only if that is all. */
        private void committed(EventSourcedAggregate<?> aggregate, UnitOfWork<?> unit) {
            PostgresEventStore.appendedIn(unit).reversed().stream()
                    .filter(event -> event.aggregateId().toString().equals(aggregate.identifierAsString()))
                    .findFirst()
                    .filter(last -> last.sequence() >= SHORTEST - 1 && last.sequence() == aggregate.version())
                    .ifPresent(last -> keep(new GenericDomainEventMessage<>(
                            last.aggregateType(),
                            last.aggregateId().toString(),
                            last.sequence(),
                            new GenericMessage<>(
                                    last.eventId().toString(), aggregate.getAggregateRoot(), MetaData.emptyInstance()),
                            last.recordedAt())));
        }
    }
}
