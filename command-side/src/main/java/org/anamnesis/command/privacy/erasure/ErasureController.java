package org.anamnesis.command.privacy.erasure;

import org.anamnesis.command.privacy.erasure.ErasureCommand.ConfirmErasure;
import org.anamnesis.command.privacy.erasure.ErasureCommand.EraseSubject;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
@RequestMapping("/api/v1/erasures")
class ErasureController {

    private final Commands commands;

    ErasureController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<Answer> eraseSubject(@FromRequest EraseSubject command) {
        return commands.create(command, "/api/v1/erasures");
    }

    @PostMapping("/{erasureId}/confirm")
    ResponseEntity<Answer> confirmErasure(@FromRequest ConfirmErasure command) {
        return commands.send(command);
    }
}
