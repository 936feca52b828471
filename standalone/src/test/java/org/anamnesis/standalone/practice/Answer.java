package org.anamnesis.standalone.practice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What somebody heard who sent a command: that it was done, or every reason why not. */
record Answer(boolean isDone, JsonNode body) {

    /** Whether one of the reasons is of this kind. */
    boolean isRefusedFor(String code) {
        return refusals().contains(code);
    }

    /** Whether one of the reasons is about a place. */
    boolean isAboutPlace() {
        return isRefusedFor("PLACE_NOT_ATTESTED")
                || body.path("refusals")
                        .valueStream()
                        .anyMatch(each -> each.path("resource").asString().equals("PLACE"));
    }

    List<String> refusals() {
        return body.path("refusals")
                .valueStream()
                .map(each -> each.path("code").asString())
                .distinct()
                .sorted()
                .toList();
    }

    /** The free times that were named instead. */
    List<Instant> alternatives() {
        return body.path("alternatives")
                .valueStream()
                .map(each -> Instant.parse(each.path("start").asString()))
                .toList();
    }

    /** The first event that came of it. */
    UUID event() {
        return UUID.fromString(body.at("/events/0/id").asString());
    }

    /** The version in which it left the thing it was for, as it is told when that thing is changed again. */
    String version() {
        return "\"" + body.path("version").asLong() + "\"";
    }
}
