package org.anamnesis.events.care;

/** What made a plan change. */
public enum AdjustmentReason {
    CLIENT_REQUEST,
    MEASURE,
    REVIEW,
    RISK,
    SUPERVISION,
    ADMIN
}
