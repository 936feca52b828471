package org.anamnesis.command.care.session;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.anamnesis.command.care.session.SessionSeriesCommand.BookSeries;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class SessionSeriesController {

    private final Commands commands;

    SessionSeriesController(Commands commands) {
        this.commands = commands;
    }

    /**
     * What would come of a series.
     *
     * @param starts when its sessions would start
     * @param refusals what stands against them, each with the start of the session concerned; nothing if all is free
     */
    record SeriesJudged(List<Instant> starts, List<Map<String, Object>> refusals) {}

    @PostMapping("/api/v1/session-series")
    @ApiResponse(
            responseCode = "200",
            description = "What would come of it",
            content = @Content(schema = @Schema(implementation = SeriesJudged.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    ResponseEntity<?> bookSeries(
            @FromRequest BookSeries command, @RequestParam(defaultValue = "false") boolean dryRun) {
        return dryRun
                ? ResponseEntity.ok(new SeriesJudged(command.starts(), commands.rehearse(command)))
                : commands.create(command, "/api/v1/session-series");
    }
}
