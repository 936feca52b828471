package org.anamnesis.command.planted.one;

import java.time.Instant;
import org.anamnesis.command.planted.two.NeighbourManager;
import org.anamnesis.query.planted.Peeping;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;

/** Breaks every rule about aggregates on purpose. */
@Aggregate
public class BadAggregate {

    @AggregateIdentifier
    String id = "";

    Instant at = Instant.EPOCH;
    NeighbourManager neighbour = new NeighbourManager();
    Peeping peeping = new Peeping();

    @CommandHandler
    void decide(String ask) {
        at = Instant.now();
    }

    @EventSourcingHandler
    void evolve(String event) {
        id = event;
        AggregateLifecycle.apply(event);
    }

    @EventSourcingHandler
    void evolve(Integer event) {
        id = String.valueOf(event);
    }
}
