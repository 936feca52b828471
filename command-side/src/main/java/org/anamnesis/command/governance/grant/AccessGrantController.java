package org.anamnesis.command.governance.grant;

import org.anamnesis.command.governance.grant.AccessGrantCommand.ConfirmDestruction;
import org.anamnesis.command.governance.grant.AccessGrantCommand.EndAccessGrant;
import org.anamnesis.command.governance.grant.AccessGrantCommand.GrantAccess;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
@RequestMapping("/api/v1/access-grants")
class AccessGrantController {

    private final Commands commands;

    AccessGrantController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<Answer> grantAccess(@FromRequest GrantAccess command) {
        return commands.create(command, "/api/v1/access-grants");
    }

    @PostMapping("/{grantId}/end")
    ResponseEntity<Answer> endAccessGrant(@FromRequest EndAccessGrant command) {
        return commands.send(command);
    }

    @PostMapping("/{grantId}/confirm-destruction")
    ResponseEntity<Answer> confirmDestruction(@FromRequest ConfirmDestruction command) {
        return commands.send(command);
    }
}
