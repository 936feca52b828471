package org.anamnesis.query.rebuild;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.events.web.Role;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.RebuildJob;
import org.anamnesis.query.support.Rebuilds;
import org.anamnesis.query.support.Rebuilds.ReadModel;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells operators of the read models, and has them made again. */
@RestController
class ReadModelController {

    private static final Set<Role> OPERATORS = EnumSet.of(Role.OPERATOR);
    private static final long FOLLOWED_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long LOOK_MILLIS = 250;

    private final Rebuilds rebuilds;
    private final Readers readers;

    ReadModelController(Rebuilds rebuilds, Readers readers) {
        this.rebuilds = rebuilds;
        this.readers = readers;
    }

    /** The read models, how far each has come, and who is being made again. */
    @GetMapping("/api/v1/read-models")
    Page<ReadModel> readModels() {
        readers.demand(OPERATORS);
        return new Page<>(rebuilds.readModels(), null);
    }

    /** Makes a read model again from the history. The old content serves until the new one is complete. */
    @PostMapping("/api/v1/read-models/{name}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<RebuildJob> rebuildReadModel(@PathVariable String name) {
        readers.demand(OPERATORS);
        var job = rebuilds.start(name);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/read-models/jobs/" + job.id()))
                .body(job);
    }

    /** How far a rebuild has come. */
    @GetMapping("/api/v1/read-models/jobs/{jobId}")
    RebuildJob rebuildJob(@PathVariable UUID jobId) {
        readers.demand(OPERATORS);
        return known(jobId);
    }

    /** The same, told whenever it changes, until the job is over. */
    @GetMapping(path = "/api/v1/read-models/jobs/{jobId}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RebuildJob.class)))
    SseEmitter followRebuildJob(@PathVariable UUID jobId) {
        readers.demand(OPERATORS);
        var first = known(jobId);
        var listener = new SseEmitter(FOLLOWED_MILLIS);
        Thread.ofVirtual().name("follow-rebuild").start(() -> tell(first, listener));
        return listener;
    }

    /** Stops a rebuild; what served before goes on serving. */
    @PostMapping("/api/v1/read-models/jobs/{jobId}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildJob cancelRebuildJob(@PathVariable UUID jobId) {
        readers.demand(OPERATORS);
        var job = known(jobId);
        if (!rebuilds.cancel(jobId)) {
            throw new Problem(
                    ProblemType.REFUSED,
                    "See the entries under refusals.",
                    Map.of("refusals", List.of(Map.of("code", "JOB_OVER", "detail", "the job is over"))));
        }
        return job;
    }

    private RebuildJob known(UUID jobId) {
        return rebuilds.find(jobId).orElseThrow(() -> Problem.unknown("jobId"));
    }

    private void tell(RebuildJob first, SseEmitter listener) {
        try {
            var job = first;
            listener.send(job);
            while (!job.isOver()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                var now = known(first.id());
                if (now.state() != job.state() || now.done() != job.done()) {
                    listener.send(now);
                }
                job = now;
            }
            listener.complete();
        } catch (IOException gone) {
            // whoever listened has gone
        } catch (RuntimeException | InterruptedException stop) {
            listener.completeWithError(stop);
        }
    }
}
