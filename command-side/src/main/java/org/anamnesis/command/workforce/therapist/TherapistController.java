package org.anamnesis.command.workforce.therapist;

import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.anamnesis.command.workforce.therapist.TherapistCommand.DeclareCompetence;
import org.anamnesis.command.workforce.therapist.TherapistCommand.RecordAbsence;
import org.anamnesis.command.workforce.therapist.TherapistCommand.RegisterTherapist;
import org.anamnesis.command.workforce.therapist.TherapistCommand.SetAvailability;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class TherapistController {

    private final Commands commands;

    TherapistController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/therapists")
    ResponseEntity<Answer> registerTherapist(@FromRequest RegisterTherapist command) {
        return commands.create(command, "/api/v1/therapists");
    }

    @PostMapping("/api/v1/therapists/{therapistId}/competences")
    ResponseEntity<Answer> declareCompetence(@FromRequest DeclareCompetence command) {
        return commands.send(command);
    }

    @PostMapping("/api/v1/therapists/{therapistId}/availability")
    ResponseEntity<Answer> setAvailability(@FromRequest SetAvailability command) {
        return commands.send(command);
    }

    @PostMapping("/api/v1/therapists/{therapistId}/absences")
    ResponseEntity<Answer> recordAbsence(@FromRequest RecordAbsence command) {
        return commands.send(command);
    }
}
