package org.anamnesis.command.care.session;

import org.anamnesis.command.care.session.SessionCommand.AbortSession;
import org.anamnesis.command.care.session.SessionCommand.BookSession;
import org.anamnesis.command.care.session.SessionCommand.CancelSession;
import org.anamnesis.command.care.session.SessionCommand.CheckIn;
import org.anamnesis.command.care.session.SessionCommand.CompleteSession;
import org.anamnesis.command.care.session.SessionCommand.MarkNoShow;
import org.anamnesis.command.care.session.SessionCommand.RescheduleSession;
import org.anamnesis.command.care.session.SessionCommand.StartSession;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
@RequestMapping("/api/v1/sessions")
class SessionController {

    private final Commands commands;

    SessionController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<Answer> bookSession(@FromRequest BookSession command) {
        return commands.create(command, "/api/v1/sessions");
    }

    @PostMapping("/{sessionId}/reschedule")
    ResponseEntity<Answer> rescheduleSession(@FromRequest RescheduleSession command) {
        return commands.send(command);
    }

    @PostMapping("/{sessionId}/cancel")
    ResponseEntity<Answer> cancelSession(@FromRequest CancelSession command) {
        return commands.send(command);
    }

    @PostMapping("/{sessionId}/check-in")
    ResponseEntity<Answer> checkIn(@FromRequest CheckIn command) {
        return commands.send(command);
    }

    @PostMapping("/{sessionId}/start")
    ResponseEntity<Answer> startSession(@FromRequest StartSession command) {
        return commands.send(command);
    }

    @PostMapping("/{sessionId}/complete")
    ResponseEntity<Answer> completeSession(@FromRequest CompleteSession command) {
        return commands.send(command);
    }

    @PostMapping("/{sessionId}/no-show")
    ResponseEntity<Answer> markNoShow(@FromRequest MarkNoShow command) {
        return commands.send(command);
    }

    @PostMapping("/{sessionId}/abort")
    ResponseEntity<Answer> abortSession(@FromRequest AbortSession command) {
        return commands.send(command);
    }
}
