package org.anamnesis.command.governance.keys;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.keys.Rotation;
import org.anamnesis.events.keys.Rotation.RotationJob;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.events.web.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has all data keys wrapped anew. */
@RestController
@RequestMapping("/api/v1/keys")
class KeyController {

    private static final Set<Role> OPERATORS = EnumSet.of(Role.OPERATOR);

    private final Rotation rotation;
    private final Installation installation;

    KeyController(Rotation rotation, Installation installation) {
        this.rotation = rotation;
        this.installation = installation;
    }

    /** Makes a new wrapping key and wraps all data keys by it, while everything stays readable. */
    @PostMapping("/rotate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<RotationJob> rotateKeys() {
        demandOperator();
        var job = rotation.start();
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/keys/jobs/" + job.id()))
                .body(job);
    }

    /** How far a rotation has come. */
    @GetMapping("/jobs/{jobId}")
    RotationJob rotationJob(@PathVariable UUID jobId) {
        demandOperator();
        return known(jobId);
    }

    /** Stops a rotation where it is; the next one finishes it. */
    @PostMapping("/jobs/{jobId}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RotationJob cancelRotationJob(@PathVariable UUID jobId) {
        demandOperator();
        var job = known(jobId);
        if (!rotation.cancel(jobId)) {
            throw new Problem(
                    ProblemType.REFUSED,
                    "See the entries under refusals.",
                    Map.of("refusals", List.of(Map.of("code", "JOB_OVER", "detail", "the job is over"))));
        }
        return job;
    }

    private void demandOperator() {
        Actor.current(installation).as(OPERATORS);
    }

    private RotationJob known(UUID jobId) {
        return rotation.find(jobId).orElseThrow(() -> Problem.unknown("jobId"));
    }
}
