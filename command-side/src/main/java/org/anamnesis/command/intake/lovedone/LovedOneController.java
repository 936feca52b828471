package org.anamnesis.command.intake.lovedone;

import org.anamnesis.command.intake.lovedone.LovedOneCommand.NameLovedOne;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class LovedOneController {

    private final Commands commands;

    LovedOneController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/clients/{clientId}/loved-ones")
    ResponseEntity<Answer> nameLovedOne(@FromRequest NameLovedOne command) {
        return commands.create(command, "/api/v1/loved-ones");
    }
}
