package org.anamnesis.command.record.expression;

import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells which feelings can be named. */
@RestController
class FeelingsController {

    private final Installation installation;

    FeelingsController(Installation installation) {
        this.installation = installation;
    }

    /** A versioned list of words. */
    record Catalogue(String id, Set<String> names) {}

    @GetMapping("/api/v1/catalogues/feelings")
    Catalogue feelings() {
        Actor.current(installation).as(By.STAFF);
        return new Catalogue(Feelings.ID, Feelings.NAMES);
    }
}
