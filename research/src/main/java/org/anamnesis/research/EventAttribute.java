package org.anamnesis.research;

import static org.anamnesis.research.ColumnType.BOOLEAN;
import static org.anamnesis.research.ColumnType.INTEGER;
import static org.anamnesis.research.ColumnType.TEXT;

import java.util.List;
import java.util.Locale;

/** What an event tells beside when it was and whom it is about. None of it is a text of somebody's own. */
enum EventAttribute {
    ROLE(TEXT, "in which role somebody recorded it"),
    RECORDED_AFTER_HOURS(INTEGER, "how many whole hours after it happened it was recorded"),
    FLAGS(TEXT, "what a reader of the record is to notice, as codes"),
    LEGAL_STATUS(TEXT, "who decides for the client", "ClientRegistered"),
    JURISDICTION(TEXT, "where the client lives, as ISO 3166: a state at most", "ClientRegistered"),
    CONSENT_TYPE(TEXT, "what the consent is for", "ConsentSigned", "ConsentRevoked"),
    RELATION(TEXT, "what somebody close is to the client", "LovedOneNamed"),
    SERVICE_TYPE(TEXT, "which service the episode is for", "EpisodeOpened"),
    REFERRAL_SOURCE(TEXT, "who sent the client", "EpisodeOpened"),
    LENGTH_UNIT(TEXT, "in what the length was agreed", "TreatmentLengthAgreed", "TreatmentLengthRevised"),
    LENGTH_VALUE(INTEGER, "how many of them", "TreatmentLengthAgreed", "TreatmentLengthRevised"),
    DISCHARGE_REASON(TEXT, "why the episode ended, as TEDS-D has it", "Discharged"),
    NEED_DOMAIN(TEXT, "in which part of life help is needed", "NeedAdded"),
    MEASURABLE(BOOLEAN, "whether measure, target and day are named", "GoalAdded"),
    MODALITIES(TEXT, "the modalities planned", "ModalitiesChosen", "PlanAdjusted"),
    CADENCE_DAYS(INTEGER, "every how many days a session is planned", "CadenceSet", "SeriesBooked"),
    SIGN_METHOD(TEXT, "how it was signed", "PlanSignedByClient", "PlanSignedByTherapist"),
    ADJUSTMENT_REASON(TEXT, "what made the plan change", "PlanAdjusted"),
    CHANGES(TEXT, "what kinds of change there were", "PlanAdjusted"),
    REVIEW_DECISION(TEXT, "how it goes on", "PlanReviewed"),
    FORMAT(TEXT, "who meets, and whether in one room", "SessionBooked", "SeriesBooked"),
    PURPOSES(TEXT, "what it gives room for", "SessionBooked", "ExpressionRecorded"),
    PLANNED_MINUTES(INTEGER, "the booked length in minutes", "SessionBooked", "SessionRescheduled", "SeriesBooked"),
    LIMIT_MINUTES(INTEGER, "the longest it may last in minutes", "SessionBooked", "SessionRescheduled"),
    LEAD_HOURS(INTEGER, "how many whole hours lie between promise and start", "SessionBooked", "SessionRescheduled"),
    BACKFILL(BOOLEAN, "whether it was entered after it took place", "SessionBooked"),
    DEVIATIONS(TEXT, "what departs from what was agreed, as codes", "SessionBooked", "SessionRescheduled"),
    CANCELLED_BY(TEXT, "who called it off", "SessionCancelled"),
    NOTICE_HOURS(INTEGER, "how many whole hours before the start", "SessionCancelled"),
    MINUTES(INTEGER, "how long it lasted, in minutes begun", "SessionCompleted", "SessionAborted"),
    ATTENDED(BOOLEAN, "whether the client was there", "SessionCompleted"),
    OVERRUN_MINUTES(INTEGER, "how many minutes it lasted longer than it may", "SessionOverran"),
    CAUSE(TEXT, "what no longer holds", "SessionQuestioned"),
    SESSIONS(INTEGER, "how many sessions were booked together", "SeriesBooked"),
    TECHNIQUE(TEXT, "how feelings were given form", "ExpressionRecorded"),
    PROPOSED_BY(TEXT, "whose idea it was", "ExpressionRecorded"),
    PRODUCT(TEXT, "what the work left behind consists of", "ExpressionRecorded"),
    OUTSIDE_CATALOGUE(BOOLEAN, "whether the therapist is not trained in it", "ExpressionRecorded"),
    FEELINGS(INTEGER, "how many feelings were named", "ExpressionRecorded");

    private final ColumnType type;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which nobody can change
    private final List<String> activities;

    EventAttribute(ColumnType type, String meaning, String... activities) {
        this.type = type;
        this.meaning = meaning;
        this.activities = List.of(activities);
    }

    /** As the tables have it. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    ColumnType type() {
        return type;
    }

    String meaning() {
        return meaning;
    }

    /** By which events it is told; none: by all. */
    List<String> activities() {
        return activities;
    }

    boolean isToldBy(String activity) {
        return activities.isEmpty() || activities.contains(activity);
    }
}
