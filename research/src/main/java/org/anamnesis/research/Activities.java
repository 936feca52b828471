package org.anamnesis.research;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to clients, told more or less exactly: the less exactly, the more of them have the same course. What is not
 * told at all at a level leaves no row.
 */
enum Activities {
    /** Each event under its own name. */
    EXACT(0),
    /** Events of one kind under one name. */
    GROUPED(1),
    /** Only admission, sessions and whether they were held, expressions and discharge. */
    COARSE(2),
    /** Only admission, sessions that were held, and discharge. */
    BARE(3);

    /** An event, and what it is called at each level; nothing where it is not told. */
    record Activity(
            String event,
            @Nullable String grouped,
            @Nullable String coarse,
            @Nullable String bare) {}

    private static final String FORMALITY = "Formality";
    private static final String PLANNING = "Planning";
    private static final String SCHEDULING = "Scheduling";
    private static final String UNDER_WAY = "SessionUnderWay";
    private static final String HELD = "SessionHeld";
    private static final String NOT_HELD = "SessionNotHeld";
    private static final String ADMISSION = "Admission";
    private static final String DISCHARGE = "Discharge";
    private static final String EXPRESSION = "Expression";

    private static final List<Activity> ALL = List.of(
            new Activity("ClientRegistered", FORMALITY, null, null),
            new Activity("PrivacyNoticeGiven", FORMALITY, null, null),
            new Activity("ConsentSigned", FORMALITY, null, null),
            new Activity("ConsentRevoked", FORMALITY, null, null),
            new Activity("LovedOneNamed", FORMALITY, null, null),
            new Activity("EpisodeOpened", ADMISSION, ADMISSION, ADMISSION),
            new Activity("TreatmentLengthAgreed", PLANNING, null, null),
            new Activity("TreatmentLengthRevised", PLANNING, null, null),
            new Activity("Discharged", DISCHARGE, DISCHARGE, DISCHARGE),
            new Activity("PlanDrafted", PLANNING, null, null),
            new Activity("NeedAdded", PLANNING, null, null),
            new Activity("GoalAdded", PLANNING, null, null),
            new Activity("ModalitiesChosen", PLANNING, null, null),
            new Activity("CadenceSet", PLANNING, null, null),
            new Activity("PlanProposed", PLANNING, null, null),
            new Activity("PlanSignedByClient", PLANNING, null, null),
            new Activity("PlanSignedByTherapist", PLANNING, null, null),
            new Activity("PlanAdjusted", PLANNING, null, null),
            new Activity("PlanReviewed", PLANNING, null, null),
            new Activity("PlanCompleted", PLANNING, null, null),
            new Activity("SeriesBooked", null, null, null),
            new Activity("SessionBooked", SCHEDULING, null, null),
            new Activity("SessionRescheduled", SCHEDULING, null, null),
            new Activity("SessionQuestioned", SCHEDULING, null, null),
            new Activity("ClientArrived", UNDER_WAY, null, null),
            new Activity("SessionStarted", UNDER_WAY, null, null),
            new Activity("SessionOverran", UNDER_WAY, null, null),
            new Activity("SessionCompleted", HELD, HELD, HELD),
            new Activity("SessionAborted", NOT_HELD, NOT_HELD, null),
            new Activity("SessionCancelled", NOT_HELD, NOT_HELD, null),
            new Activity("NoShowMarked", NOT_HELD, NOT_HELD, null),
            new Activity("ExpressionRecorded", EXPRESSION, EXPRESSION, null));

    private final int level;

    Activities(int level) {
        this.level = level;
    }

    /** How an event is called at this level. */
    Optional<String> told(Activity activity) {
        return Optional.ofNullable(
                switch (this) {
                    case EXACT -> activity.event();
                    case GROUPED -> activity.grouped();
                    case COARSE -> activity.coarse();
                    case BARE -> activity.bare();
                });
    }

    /** Makes the table of what each event is called. */
    void lay(Workbench bench) {
        bench.run("set variable level = " + level);
        bench.run("create or replace table told_as (original varchar, activity varchar)");
        for (var activity : ALL) {
            told(activity)
                    .ifPresent(name -> bench.run("insert into told_as values (" + Workbench.text(activity.event())
                            + ", " + Workbench.text(name) + ")"));
        }
    }

    /** Takes from events of one name what would tell them apart. */
    void hideWhatDiffers(Workbench bench) {
        for (var attribute : EventAttribute.values()) {
            var telling = names().stream()
                    .filter(name -> isTold(attribute, name))
                    .map(Workbench::text)
                    .toList();
            if (this != EXACT && !attribute.activities().isEmpty()) {
                bench.run("update event set " + attribute.column() + " = null"
                        + (telling.isEmpty() ? "" : " where activity not in (" + String.join(", ", telling) + ")"));
            }
        }
    }

    /** Whether all events that stand behind a name tell an attribute. */
    boolean isTold(EventAttribute attribute, String name) {
        return behind(name).stream().allMatch(attribute::isToldBy);
    }

    /** What anything is called at this level. */
    private List<String> names() {
        return ALL.stream()
                .flatMap(activity -> told(activity).stream())
                .distinct()
                .toList();
    }

    /** The events that stand behind a name of this level. */
    private List<String> behind(String name) {
        return ALL.stream()
                .filter(activity -> told(activity).equals(Optional.of(name)))
                .map(Activity::event)
                .toList();
    }

    Optional<Activities> next() {
        return Arrays.stream(values()).filter(each -> each.level == level + 1).findFirst();
    }
}
