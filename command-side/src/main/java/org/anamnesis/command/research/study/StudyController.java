package org.anamnesis.command.research.study;

import org.anamnesis.command.research.study.StudyCommand.ApproveStudy;
import org.anamnesis.command.research.study.StudyCommand.EndStudy;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
@RequestMapping("/api/v1/research/studies")
class StudyController {

    private final Commands commands;

    StudyController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<Answer> approveStudy(@FromRequest ApproveStudy command) {
        return commands.create(command, "/api/v1/research/studies");
    }

    @PostMapping("/{studyId}/end")
    ResponseEntity<Answer> endStudy(@FromRequest EndStudy command) {
        return commands.send(command);
    }
}
