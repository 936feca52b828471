package org.anamnesis.command.workforce.credential;

import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.anamnesis.command.workforce.credential.CredentialCommand.AddCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.LiftSuspension;
import org.anamnesis.command.workforce.credential.CredentialCommand.RenewCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.RestrictCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.RevokeCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.SuspendCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.VerifyCredential;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class CredentialController {

    private final Commands commands;

    CredentialController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/therapists/{therapistId}/credentials")
    ResponseEntity<Answer> addCredential(@FromRequest AddCredential command) {
        return commands.create(command, "/api/v1/credentials");
    }

    @PostMapping("/api/v1/credentials/{credentialId}/verify")
    ResponseEntity<Answer> verifyCredential(@FromRequest VerifyCredential command) {
        return commands.send(command);
    }

    @PostMapping("/api/v1/credentials/{credentialId}/renew")
    ResponseEntity<Answer> renewCredential(@FromRequest RenewCredential command) {
        return commands.send(command);
    }

    @PostMapping("/api/v1/credentials/{credentialId}/suspend")
    ResponseEntity<Answer> suspendCredential(@FromRequest SuspendCredential command) {
        return commands.send(command);
    }

    @PostMapping("/api/v1/credentials/{credentialId}/lift-suspension")
    ResponseEntity<Answer> liftSuspension(@FromRequest LiftSuspension command) {
        return commands.send(command);
    }

    @PostMapping("/api/v1/credentials/{credentialId}/restrict")
    ResponseEntity<Answer> restrictCredential(@FromRequest RestrictCredential command) {
        return commands.send(command);
    }

    @PostMapping("/api/v1/credentials/{credentialId}/revoke")
    ResponseEntity<Answer> revokeCredential(@FromRequest RevokeCredential command) {
        return commands.send(command);
    }
}
