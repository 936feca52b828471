package org.anamnesis.command.record.note;

import org.anamnesis.command.record.note.CounsellingNoteCommand.WriteCounsellingNote;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class CounsellingNoteController {

    private final Commands commands;

    CounsellingNoteController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/sessions/{sessionId}/counselling-notes")
    ResponseEntity<Answer> writeCounsellingNote(@FromRequest WriteCounsellingNote command) {
        return commands.create(command, "/api/v1/counselling-notes");
    }
}
