package org.anamnesis.command.facility.place;

import org.anamnesis.command.facility.place.PlaceCommand.AttestPlace;
import org.anamnesis.command.facility.place.PlaceCommand.ClosePlace;
import org.anamnesis.command.facility.place.PlaceCommand.RecordPlaceAbsence;
import org.anamnesis.command.facility.place.PlaceCommand.RegisterPlace;
import org.anamnesis.command.facility.place.PlaceCommand.ReopenPlace;
import org.anamnesis.command.facility.place.PlaceCommand.SetPlaceAvailability;
import org.anamnesis.command.facility.place.PlaceCommand.WithdrawAttestation;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
@RequestMapping("/api/v1/places")
class PlaceController {

    private final Commands commands;

    PlaceController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<Answer> registerPlace(@FromRequest RegisterPlace command) {
        return commands.create(command, "/api/v1/places");
    }

    @PostMapping("/{placeId}/attest")
    ResponseEntity<Answer> attestPlace(@FromRequest AttestPlace command) {
        return commands.send(command);
    }

    @PostMapping("/{placeId}/withdraw-attestation")
    ResponseEntity<Answer> withdrawAttestation(@FromRequest WithdrawAttestation command) {
        return commands.send(command);
    }

    @PostMapping("/{placeId}/close")
    ResponseEntity<Answer> closePlace(@FromRequest ClosePlace command) {
        return commands.send(command);
    }

    @PostMapping("/{placeId}/reopen")
    ResponseEntity<Answer> reopenPlace(@FromRequest ReopenPlace command) {
        return commands.send(command);
    }

    @PostMapping("/{placeId}/availability")
    ResponseEntity<Answer> setPlaceAvailability(@FromRequest SetPlaceAvailability command) {
        return commands.send(command);
    }

    @PostMapping("/{placeId}/absences")
    ResponseEntity<Answer> recordPlaceAbsence(@FromRequest RecordPlaceAbsence command) {
        return commands.send(command);
    }
}
