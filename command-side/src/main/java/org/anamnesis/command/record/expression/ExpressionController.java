package org.anamnesis.command.record.expression;

import org.anamnesis.command.record.expression.ExpressionCommand.RecordExpression;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class ExpressionController {

    private final Commands commands;

    ExpressionController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/sessions/{sessionId}/expressions")
    ResponseEntity<Answer> recordExpression(@FromRequest RecordExpression command) {
        return commands.create(command, "/api/v1/expressions");
    }
}
