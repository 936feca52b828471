package org.anamnesis.events;

import static org.anamnesis.events.Protection.COUNSELLING_NOTE;
import static org.anamnesis.events.Protection.LOVED_ONE;
import static org.anamnesis.events.Protection.NORMAL;
import static org.anamnesis.events.Protection.PART2;
import static org.anamnesis.events.Protection.WORKFORCE;

/** What a sealed text is, and so who may ever read it. The written names are part of what is sealed: never renamed. */
public enum Label {
    CLIENT_NAME("client.name", NORMAL),
    CLIENT_BIRTH_DATE("client.birthDate", NORMAL),
    CLIENT_CONTACT("client.contact", NORMAL),
    CLIENT_EMERGENCY_CONTACT("client.emergencyContact", NORMAL),
    LEGAL_HOLD_REASON("client.legalHold.reason", NORMAL),
    LEGAL_HOLD_RELEASE_REASON("client.legalHold.release.reason", NORMAL),
    LOVED_ONE_NAME("lovedOne.name", LOVED_ONE),
    LOVED_ONE_CONTACT("lovedOne.contact", LOVED_ONE),
    ERASURE_REASON("erasure.reason", NORMAL),
    THERAPIST_NAME("therapist.name", WORKFORCE),
    THERAPIST_EMAIL("therapist.email", WORKFORCE),
    COMPETENCE_EVIDENCE("therapist.competence.evidence", WORKFORCE),
    ABSENCE_REASON("therapist.absence.reason", WORKFORCE),
    CREDENTIAL_BODY("credential.body", WORKFORCE),
    CREDENTIAL_NUMBER("credential.number", WORKFORCE),
    VERIFICATION_METHOD("credential.verification.method", WORKFORCE),
    VERIFICATION_REASON("credential.verification.reason", WORKFORCE),
    STANDING_REASON("credential.standing.reason", WORKFORCE),
    PLACE_NAME("place.name", NORMAL),
    ATTESTATION_NOTE("place.attestation.note", NORMAL),
    WITHDRAWAL_REASON("place.attestation.withdrawal.reason", NORMAL),
    CLOSURE_REASON("place.closure.reason", NORMAL),
    PLACE_ABSENCE_REASON("place.absence.reason", NORMAL),
    PRESENTING_PROBLEM("episode.presentingProblem", PART2),
    AGREED_LENGTH_WORDS("episode.agreedLength.clientWords", PART2),
    DISCHARGE_SUMMARY("episode.discharge.summary", PART2),
    NEED_TEXT("plan.need", PART2),
    GOAL_WORDS("plan.goal.clientWords", PART2),
    GOAL_MEASURE("plan.goal.measure", PART2),
    GOAL_TARGET("plan.goal.target", PART2),
    MODALITY_RATIONALE("plan.modality.rationale", PART2),
    EXTENSION_REASON("plan.extendedSession.reason", PART2),
    REVIEW_CLIENT_VIEW("plan.review.clientView", PART2),
    DEVIATION_REASON("session.deviation.reason", PART2),
    RESCHEDULING_REASON("session.rescheduling.reason", PART2),
    CANCELLATION_REASON("session.cancellation.reason", PART2),
    ABORT_REASON("session.abort.reason", PART2),
    OUTSIDE_REASON("expression.outsideReason", PART2),
    EXPRESSION_MEANING("expression.meaning", PART2),
    PRODUCT_REFERENCE("expression.product.reference", PART2),
    COUNSELLING_NOTE_TEXT("counsellingNote.text", COUNSELLING_NOTE),
    REVIEW_FINDINGS("report.review.findings", PART2),
    REVIEW_FOLLOW_UP("report.review.followUp", PART2),
    BREAK_GLASS_REASON("breakGlass.reason", PART2),
    BREAK_GLASS_NOTE("breakGlass.review.note", PART2),
    GRANT_RECIPIENT("accessGrant.recipient", NORMAL),
    GRANT_UNDERTAKING("accessGrant.undertaking", NORMAL),
    GRANT_END_REASON("accessGrant.end.reason", NORMAL),
    DESTRUCTION_NOTE("accessGrant.destruction.note", NORMAL),
    /** Nobody's words: what a study's pseudonyms are made with. No view tells it. */
    STUDY_KEY("study.key", NORMAL);

    private final String written;
    private final Protection protection;

    Label(String written, Protection protection) {
        this.written = written;
        this.protection = protection;
    }

    public String written() {
        return written;
    }

    public Protection protection() {
        return protection;
    }
}
