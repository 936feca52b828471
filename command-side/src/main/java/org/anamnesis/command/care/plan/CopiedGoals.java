package org.anamnesis.command.care.plan;

import org.anamnesis.command.support.facts.FactTable;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.care.PlanChange.GoalAddition;
import org.anamnesis.events.care.TreatmentPlanEvent;
import org.anamnesis.events.care.TreatmentPlanEvent.GoalAdded;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanAdjusted;
import org.anamnesis.events.keys.GoalPrints;
import org.springframework.stereotype.Component;

/** Keeps what it takes to tell copied goals. No decision looks it up. */
@Component
class CopiedGoals implements FactTable {

    private final GoalPrints prints;

    CopiedGoals(GoalPrints prints) {
        this.prints = prints;
    }

    @Override
    public String schema() {
        return "keys";
    }

    @Override
    public String table() {
        return "goal_print";
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case GoalAdded event -> keep(event, event.goal(), recorded);
            case PlanAdjusted event ->
                event.changes().stream()
                        .filter(GoalAddition.class::isInstance)
                        .forEach(change -> keep(event, ((GoalAddition) change).goal(), recorded));
            default -> {}
        }
    }

    private void keep(TreatmentPlanEvent event, Goal goal, Recorded<?> recorded) {
        prints.keep(
                recorded.clinic(),
                event.clientId(),
                event.planId().value(),
                goal.goalId().value(),
                goal.clientWords(),
                recorded.position());
    }
}
