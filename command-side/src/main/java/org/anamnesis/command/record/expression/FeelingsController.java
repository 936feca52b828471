package org.anamnesis.command.record.expression;

import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells which feelings can be named. */
@RestController
class FeelingsController {

    /** A versioned list of words. */
    record Catalogue(String id, Set<String> names) {}

    @GetMapping("/api/v1/catalogues/feelings")
    Catalogue feelings() {
        return new Catalogue(Feelings.ID, Feelings.NAMES);
    }
}
