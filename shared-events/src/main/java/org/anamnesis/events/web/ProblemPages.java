package org.anamnesis.events.web;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page behind a problem's type: what it means and what to do. */
@RestController
final class ProblemPages {

    @GetMapping(path = "/problems/{type}", produces = MediaType.TEXT_PLAIN_VALUE)
    String explain(@PathVariable String type) {
        return ProblemType.read(type)
                .map(known -> known.status() + " " + known.title() + "\n\n" + known.whatToDo() + "\n")
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such kind of problem."));
    }
}
