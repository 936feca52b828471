package org.anamnesis.command.workforce.supervision;

import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.anamnesis.command.workforce.supervision.SupervisionCommand.AgreeSupervision;
import org.anamnesis.command.workforce.supervision.SupervisionCommand.EndSupervision;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class SupervisionController {

    private final Commands commands;

    SupervisionController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/therapists/{therapistId}/supervision")
    ResponseEntity<Answer> agreeSupervision(@FromRequest AgreeSupervision command) {
        return commands.create(command, "/api/v1/supervision");
    }

    @PostMapping("/api/v1/supervision/{supervisionId}/end")
    ResponseEntity<Answer> endSupervision(@FromRequest EndSupervision command) {
        return commands.send(command);
    }
}
