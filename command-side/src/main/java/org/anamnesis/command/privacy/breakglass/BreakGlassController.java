package org.anamnesis.command.privacy.breakglass;

import org.anamnesis.command.privacy.breakglass.BreakGlassCommand.InvokeBreakGlass;
import org.anamnesis.command.privacy.breakglass.BreakGlassCommand.ReviewBreakGlass;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class BreakGlassController {

    private final Commands commands;

    BreakGlassController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/clients/{clientId}/break-glass")
    ResponseEntity<Answer> invokeBreakGlass(@FromRequest InvokeBreakGlass command) {
        return commands.create(command, "/api/v1/break-glass");
    }

    @PostMapping("/api/v1/break-glass/{breakGlassId}/review")
    ResponseEntity<Answer> reviewBreakGlass(@FromRequest ReviewBreakGlass command) {
        return commands.send(command);
    }
}
