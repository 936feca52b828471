package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.LovedOneEvent.LovedOneNamed;
import org.anamnesis.events.intake.LovedOneId;
import org.anamnesis.events.intake.Relation;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/** Somebody who is close to a client. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LovedOneNow(
        LovedOneId lovedOneId,
        ClientId clientId,
        Relation relation,
        @Nullable String name,
        @Nullable String contact) {

    static @Nullable LovedOneNow fold(@Nullable LovedOneNow before, Object event, Eyes eyes) {
        return event instanceof LovedOneNamed named
                ? new LovedOneNow(
                        named.lovedOneId(),
                        named.clientId(),
                        named.relation(),
                        eyes.read(named.name()),
                        eyes.read(named.contact()))
                : before;
    }
}
