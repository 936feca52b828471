package org.anamnesis.command.care.episode;

import org.anamnesis.command.care.episode.CareEpisodeCommand.AgreeTreatmentLength;
import org.anamnesis.command.care.episode.CareEpisodeCommand.Discharge;
import org.anamnesis.command.care.episode.CareEpisodeCommand.OpenEpisode;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class CareEpisodeController {

    private final Commands commands;

    CareEpisodeController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/clients/{clientId}/episodes")
    ResponseEntity<Answer> openEpisode(@FromRequest OpenEpisode command) {
        return commands.create(command, "/api/v1/episodes");
    }

    @PostMapping("/api/v1/episodes/{episodeId}/agree-length")
    ResponseEntity<Answer> agreeTreatmentLength(@FromRequest AgreeTreatmentLength command) {
        return commands.send(command);
    }

    @PostMapping("/api/v1/episodes/{episodeId}/discharge")
    ResponseEntity<Answer> discharge(@FromRequest Discharge command) {
        return commands.send(command);
    }
}
