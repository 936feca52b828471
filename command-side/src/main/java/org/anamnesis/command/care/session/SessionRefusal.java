package org.anamnesis.command.care.session;

import org.anamnesis.command.support.Refusal;

/** Reasons why a booking is refused; what has happened all the same is flagged with them. */
enum SessionRefusal implements Refusal {
    /** The therapist has no credential for the service and the jurisdiction at that time. */
    NOT_AUTHORISED_TO_PRACTISE("CREDENTIAL"),
    /** The credential needs supervision, and no supervision is agreed. */
    SUPERVISION_MISSING("SUPERVISION"),
    /** The client has not agreed to being treated. */
    CONSENT_MISSING("CONSENT"),
    /** Nobody has attested that the place is neutral, safe and calm. */
    PLACE_NOT_ATTESTED("PLACE"),
    /** A session lasts up to the limit unless the plan approves more. */
    DURATION_ABOVE_LIMIT("DURATION"),
    /** A session is booked before it starts. */
    START_IN_PAST("START"),
    /** The therapist is away, the place is closed, or it is outside their hours. */
    NOT_AVAILABLE("AVAILABILITY"),
    /** A departure from what was agreed needs a reason. */
    REASON_REQUIRED("REASON"),
    /** The client, the therapist or the place is taken during the slot. */
    OVERLAP("OVERLAP"),
    /** The notice of privacy practices comes before the first session. */
    PRIVACY_NOTICE_MISSING("PRIVACY_NOTICE"),
    /** The session began long before or after the time it was booked for. */
    START_OUTSIDE_WINDOW("START_WINDOW"),
    /** Over a distance, where the client is decides whose law holds. */
    CLIENT_LOCATION_UNKNOWN("CLIENT_LOCATION"),
    /** The slot was given back too late for anybody else to take it. */
    LATE_CANCELLATION("NOTICE");

    private final String check;

    SessionRefusal(String check) {
        this.check = check;
    }

    @Override
    public String check() {
        return check;
    }
}
