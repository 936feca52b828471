package org.anamnesis.command.research.export;

import org.anamnesis.command.research.export.DatasetExportCommand.CancelDatasetExport;
import org.anamnesis.command.research.export.DatasetExportCommand.RequestDatasetExport;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
@RequestMapping("/api/v1/research/exports")
class DatasetExportController {

    private final Commands commands;

    DatasetExportController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<Answer> requestDatasetExport(@FromRequest RequestDatasetExport command) {
        return commands.create(command, "/api/v1/research/exports");
    }

    @PostMapping("/{exportId}/cancel")
    ResponseEntity<Answer> cancelDatasetExport(@FromRequest CancelDatasetExport command) {
        return commands.send(command);
    }
}
