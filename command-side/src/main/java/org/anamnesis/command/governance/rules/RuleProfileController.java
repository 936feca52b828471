package org.anamnesis.command.governance.rules;

import org.anamnesis.command.governance.rules.RuleProfileCommand.AdoptRuleProfile;
import org.anamnesis.command.governance.rules.RuleProfileCommand.EndRuleProfile;
import org.anamnesis.command.governance.rules.RuleProfileCommand.PublishRuleProfile;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
@RequestMapping("/api/v1/rule-profiles")
class RuleProfileController {

    private final Commands commands;

    RuleProfileController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<Answer> publishRuleProfile(@FromRequest PublishRuleProfile command) {
        return commands.create(command, "/api/v1/rule-profiles");
    }

    @PostMapping("/adopt")
    ResponseEntity<Answer> adoptRuleProfile(@FromRequest AdoptRuleProfile command) {
        return commands.create(command, "/api/v1/rule-profiles");
    }

    @PostMapping("/{ruleProfileId}/end")
    ResponseEntity<Answer> endRuleProfile(@FromRequest EndRuleProfile command) {
        return commands.send(command);
    }
}
