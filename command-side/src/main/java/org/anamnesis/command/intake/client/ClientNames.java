package org.anamnesis.command.intake.client;

import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.keys.NameIndex;
import org.springframework.stereotype.Component;

/** Keeps the index by which clients are found by name. No decision looks it up; it is right when a command is answered. */
@Component
class ClientNames implements FactTable {

    private final NameIndex index;

    ClientNames(NameIndex index) {
        this.index = index;
    }

    @Override
    public String schema() {
        return "keys";
    }

    @Override
    public String table() {
        return "client_name";
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case ClientRegistered event -> index.keep(recorded.clinic(), event.clientId(), event.name());
            case ClientDetailsCorrected event -> index.keep(recorded.clinic(), event.clientId(), event.name());
            default -> {}
        }
    }
}
