package org.anamnesis.command.care.plan;

import org.anamnesis.command.care.plan.TreatmentPlanCommand.AddGoal;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.AddNeed;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.AdjustPlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.ChooseModalities;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.CompletePlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.DraftPlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.ProposePlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.ReviewPlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.SetCadence;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.SignPlan;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class TreatmentPlanController {

    private static final String PLANS = "/api/v1/plans";

    private final Commands commands;

    TreatmentPlanController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/episodes/{episodeId}/plans")
    ResponseEntity<Answer> draftPlan(@FromRequest DraftPlan command) {
        return commands.create(command, PLANS);
    }

    @PostMapping(PLANS + "/{planId}/needs")
    ResponseEntity<Answer> addNeed(@FromRequest AddNeed command) {
        return commands.add(command, PLANS);
    }

    @PostMapping(PLANS + "/{planId}/goals")
    ResponseEntity<Answer> addGoal(@FromRequest AddGoal command) {
        return commands.add(command, PLANS);
    }

    @PostMapping(PLANS + "/{planId}/modalities")
    ResponseEntity<Answer> chooseModalities(@FromRequest ChooseModalities command) {
        return commands.send(command);
    }

    @PostMapping(PLANS + "/{planId}/cadence")
    ResponseEntity<Answer> setCadence(@FromRequest SetCadence command) {
        return commands.send(command);
    }

    @PostMapping(PLANS + "/{planId}/propose")
    ResponseEntity<Answer> proposePlan(@FromRequest ProposePlan command) {
        return commands.send(command);
    }

    @PostMapping(PLANS + "/{planId}/sign")
    ResponseEntity<Answer> signPlan(@FromRequest SignPlan command) {
        return commands.send(command);
    }

    @PostMapping(PLANS + "/{planId}/adjust")
    ResponseEntity<Answer> adjustPlan(@FromRequest AdjustPlan command) {
        return commands.send(command);
    }

    @PostMapping("/api/v1/plans/{planId}/review")
    ResponseEntity<Answer> reviewPlan(@FromRequest ReviewPlan command) {
        return commands.send(command);
    }

    @PostMapping("/api/v1/plans/{planId}/complete")
    ResponseEntity<Answer> completePlan(@FromRequest CompletePlan command) {
        return commands.send(command);
    }
}
