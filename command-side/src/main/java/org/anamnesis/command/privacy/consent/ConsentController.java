package org.anamnesis.command.privacy.consent;

import org.anamnesis.command.privacy.consent.ConsentCommand.RevokeConsent;
import org.anamnesis.command.privacy.consent.ConsentCommand.SignConsent;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class ConsentController {

    private final Commands commands;

    ConsentController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/clients/{clientId}/consents")
    ResponseEntity<Answer> signConsent(@FromRequest SignConsent command) {
        return commands.create(command, "/api/v1/consents");
    }

    @PostMapping("/api/v1/consents/{consentId}/revoke")
    ResponseEntity<Answer> revokeConsent(@FromRequest RevokeConsent command) {
        return commands.send(command);
    }
}
