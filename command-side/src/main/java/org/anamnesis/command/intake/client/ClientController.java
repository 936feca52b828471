package org.anamnesis.command.intake.client;

import org.anamnesis.command.intake.client.ClientCommand.CorrectClientDetails;
import org.anamnesis.command.intake.client.ClientCommand.GivePrivacyNotice;
import org.anamnesis.command.intake.client.ClientCommand.PlaceLegalHold;
import org.anamnesis.command.intake.client.ClientCommand.RegisterClient;
import org.anamnesis.command.intake.client.ClientCommand.ReleaseLegalHold;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
@RequestMapping("/api/v1/clients")
class ClientController {

    private final Commands commands;

    ClientController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<Answer> registerClient(@FromRequest RegisterClient command) {
        return commands.create(command, "/api/v1/clients");
    }

    @PostMapping("/{clientId}/privacy-notices")
    ResponseEntity<Answer> givePrivacyNotice(@FromRequest GivePrivacyNotice command) {
        return commands.send(command);
    }

    @PostMapping("/{clientId}/correct-details")
    ResponseEntity<Answer> correctClientDetails(@FromRequest CorrectClientDetails command) {
        return commands.send(command);
    }

    @PostMapping("/{clientId}/legal-hold")
    ResponseEntity<Answer> placeLegalHold(@FromRequest PlaceLegalHold command) {
        return commands.send(command);
    }

    @PostMapping("/{clientId}/release-legal-hold")
    ResponseEntity<Answer> releaseLegalHold(@FromRequest ReleaseLegalHold command) {
        return commands.send(command);
    }
}
