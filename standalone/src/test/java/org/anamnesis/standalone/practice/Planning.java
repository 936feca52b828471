package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Desk.say;
import static org.anamnesis.standalone.practice.Desk.the;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.standalone.practice.Traits.PlanKept;
import org.anamnesis.standalone.practice.Traits.Review;
import org.jspecify.annotations.Nullable;

/** The plan of a treatment: drafted after one of the first sessions, or never, and what is made of it. */
final class Planning {

    private static final List<String> WISHES =
            List.of("my mornings back", "to sleep through", "to see my daughter again", "to get past the shop", "work");
    private static final String COPIED = "to stay sober and feel better";
    private static final int EXTENDED = 90;

    private final Practice practice;
    private final Treatment treatment;
    private final Chance chance;
    private final UUID id;
    private final List<UUID> needs = new ArrayList<>();
    private final List<UUID> goals = new ArrayList<>();
    private List<Map<String, Object>> modalities;
    private String version = "";
    private boolean isInForce;
    private boolean isReviewed;
    private @Nullable UUID evidence;

    Planning(Practice practice, Treatment treatment) {
        this.practice = practice;
        this.treatment = treatment;
        chance = treatment.client().chance();
        id = chance.id();
        modalities = mix();
    }

    /** So many sessions were held. */
    void after(int held, UUID event) {
        evidence = event;
        if (held == 1 + treatment.client().number() % 3 && treatment.traits().plan() != PlanKept.NONE) {
            draft();
        }
    }

    private void draft() {
        ask("draftPlan", "/episodes/" + treatment.id() + "/plans", say("planId", id));
        for (var domain : List.of("SUBSTANCE_USE", "FAMILY")) {
            var need = chance.id();
            needs.add(need);
            plan("addNeed", "/needs", say(the("needId", need), the("domain", domain), the("text", "much is at stake")));
        }
        for (int i = chance.between(1, 2); i > 0; i--) {
            plan("addGoal", "/goals", goal(chance.of(WISHES), chance.is(0.5)));
        }
        if (treatment.traits().copies()) {
            practice.cases.note(Case.GOAL_COPIED, id);
            plan("addGoal", "/goals", goal(COPIED, false));
        }
        plan("chooseModalities", "/modalities", say("modalities", modalities));
        plan("setCadence", "/cadence", treatment.diary().cadence());
        plan("proposePlan", "/propose", say());
        switch (treatment.traits().plan()) {
            case SIGNED_EARLY -> {
                sign();
                practice.cases.note(Case.PLAN_SIGNED_EARLY, id);
            }
            case SIGNED_LATE -> {
                sign("CLIENT");
                treatment.soon(chance.between(35, 45), 18, () -> {
                    sign("THERAPIST");
                    comesIntoForce();
                    practice.cases.note(Case.PLAN_SIGNED_LATE, id);
                });
            }
            default -> practice.cases.note(Case.PLAN_NEVER_SIGNED, id);
        }
    }

    private Map<String, Object> goal(String words, boolean isMeasurable) {
        var goal = chance.id();
        goals.add(goal);
        if (isMeasurable) {
            practice.cases.note(Case.GOAL_MEASURABLE, goal);
        }
        return say(
                the("goalId", goal),
                the("clientWords", words),
                the("needIds", List.of(chance.of(needs))),
                the("measure", isMeasurable ? "days a week" : null),
                the("target", isMeasurable ? "six" : null),
                the("by", isMeasurable ? practice.today().plusMonths(4) : null));
    }

    /** Two or three modalities, mostly what the therapist is trained in. */
    private List<Map<String, Object>> mix() {
        var trained = treatment.primary().modalities;
        var first = chance.between(10, 14) * 5;
        var mix = new ArrayList<Map<String, Object>>();
        mix.add(say(
                the("modality", trained.getFirst()), the("share", first), the("rationale", "it has helped before")));
        if (trained.size() > 2) {
            mix.add(say(the("modality", trained.get(2)), the("share", 10)));
            mix.add(say(the("modality", trained.get(1)), the("share", 90 - first)));
        } else {
            mix.add(say(the("modality", trained.get(1)), the("share", 100 - first)));
        }
        return mix;
    }

    /** How many minutes of a session went to what, about as planned. */
    List<Map<String, Object>> delivered(int minutes) {
        var delivered = new ArrayList<Map<String, Object>>();
        var left = minutes - chance.between(0, 5);
        for (var each : modalities) {
            var planned = left * ((Integer) each.getOrDefault("share", 0)) / 100 - chance.between(0, 4);
            if (planned > 0) {
                delivered.add(say(the("modality", each.getOrDefault("modality", "")), the("minutes", planned)));
            }
        }
        return delivered;
    }

    private void sign() {
        sign("CLIENT");
        sign("THERAPIST");
        comesIntoForce();
    }

    private void sign(String as) {
        plan("signPlan", "/sign", say(the("as", as), the("method", as.equals("CLIENT") ? "WET_INK" : "ELECTRONIC")));
    }

    private void comesIntoForce() {
        isInForce = true;
        if (treatment.traits().isExtended()) {
            treatment.soon(chance.between(15, 25), 18, this::extend);
        } else if (chance.is(0.8)) {
            treatment.soon(chance.between(20, 45), 18, this::adjust);
        }
        switch (treatment.traits().review()) {
            case IN_TIME -> treatment.soon(chance.between(60, 85), 19, () -> review(Case.PLAN_REVIEWED_IN_TIME));
            case LATE -> treatment.soon(chance.between(100, 115), 19, () -> review(Case.PLAN_REVIEWED_LATE));
            case NEVER ->
                treatment.soon(95, 19, () -> {
                    if (!isReviewed) {
                        practice.cases.note(Case.PLAN_NOT_REVIEWED, id);
                    }
                });
        }
    }

    private void extend() {
        change(
                "CLIENT_REQUEST",
                List.of(say(
                        the("op", "APPROVE_EXTENDED_SESSION"),
                        the("minutes", EXTENDED),
                        the("technique", "EXPOSURE"),
                        the("reason", "fear takes its time to go"))));
        practice.cases.note(Case.EXTENSION_APPROVED, id);
        treatment.diary().lengthen(3);
    }

    private void adjust() {
        var changes = new ArrayList<Map<String, Object>>();
        if (goals.size() > 1) {
            changes.add(say(the("op", "END_GOAL"), the("goalId", goals.removeFirst())));
        }
        var added = goal(chance.of(WISHES), true);
        added.put("op", "ADD_GOAL");
        changes.add(added);
        if (chance.is(0.7)) {
            modalities = mix();
            changes.add(say(the("op", "SET_MODALITIES"), the("modalities", modalities)));
        }
        if (chance.is(0.5)) {
            var cadence = treatment.diary().cadence();
            cadence.put("op", "SET_CADENCE");
            changes.add(cadence);
        }
        change(chance.of(List.of("MEASURE", "REVIEW", "CLIENT_REQUEST", "SUPERVISION")), changes);
    }

    private void change(String reason, List<Map<String, Object>> changes) {
        var adjusted = ask(
                "adjustPlan",
                "/plans/" + id + "/adjust",
                say(
                        the("changes", changes),
                        the("reason", reason),
                        the("evidence", evidence == null ? null : List.of(evidence))),
                "If-Match",
                version);
        if (adjusted.isDone()) {
            version = adjusted.version();
            practice.cases.note(Case.PLAN_ADJUSTED, id);
            if (chance.is(0.8)) {
                sign("CLIENT");
            }
            if (chance.is(0.8)) {
                sign("THERAPIST");
            }
        }
    }

    private void review(Case what) {
        var progress = List.of("MET", "PROGRESS", "PROGRESS", "NO_CHANGE", "WORSE");
        var reviewed = ask(
                "reviewPlan",
                "/plans/" + id + "/review",
                say(
                        the(
                                "goals",
                                goals.stream()
                                        .map(goal -> say(the("goalId", goal), the("progress", chance.of(progress))))
                                        .toList()),
                        the("decision", chance.of(List.of("CONTINUE", "CONTINUE", "ADJUST", "STEP_DOWN"))),
                        the("clientView", chance.is(0.6) ? "it helps" : null)),
                "If-Match",
                version);
        if (reviewed.isDone()) {
            version = reviewed.version();
            isReviewed = true;
            practice.cases.note(what, id);
            if (treatment.traits().review() == Review.IN_TIME) {
                treatment.soon(chance.between(60, 85), 19, () -> review(what));
            }
        }
    }

    /** It has served its purpose. */
    void complete() {
        if (isInForce) {
            plan("completePlan", "/complete", say());
            practice.cases.note(Case.PLAN_COMPLETED, id);
        }
    }

    private void plan(String command, String what, Map<String, Object> said) {
        var answer = ask(command, "/plans/" + id + what, said);
        if (answer.isDone()) {
            version = answer.version();
        }
    }

    private Answer ask(String command, String path, Map<String, Object> said, String... headers) {
        return practice.desk.ask(treatment.primary().treating(), command, path, said, headers);
    }
}
