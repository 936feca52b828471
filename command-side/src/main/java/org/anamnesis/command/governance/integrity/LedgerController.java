package org.anamnesis.command.governance.integrity;

import org.anamnesis.command.governance.integrity.IntegrityCommand.RotateLedgerKey;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
@RequestMapping("/api/v1/ledger")
class LedgerController {

    private final Commands commands;

    LedgerController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/rotate-key")
    ResponseEntity<Answer> rotateLedgerKey(@FromRequest RotateLedgerKey command) {
        return commands.create(command, "/api/v1/ledger");
    }
}
