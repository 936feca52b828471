package org.anamnesis.events.governance;

import com.fasterxml.jackson.annotation.JsonValue;

/** The reports there are, by their numbers in the catalogue. The numbers are part of the API. */
public enum ReportId {
    AUDIT_TRAIL("R-01"),
    USER_ACTIVITY("R-02"),
    INTEGRITY("R-03"),
    BREAK_GLASS("R-06"),
    ACCESS_REPORT("R-07"),
    CONSENTS_AND_NOTICES("R-08"),
    PRACTICE_AUTHORITY("R-10"),
    CREDENTIALS("R-11"),
    PLAN_CONFORMITY("R-14"),
    SESSION_CONFORMITY("R-15"),
    EXTERNAL_ACCESS("R-19"),
    RESEARCH_EXPORTS("R-20"),
    RETENTION("R-21"),
    REVIEW_LOG("R-22"),
    CHART_SAMPLE("R-23"),
    LICENSE_WHAT_IF("R-25");

    private final String written;

    ReportId(String written) {
        this.written = written;
    }

    @JsonValue
    public String written() {
        return written;
    }

    @Override
    public String toString() {
        return written;
    }
}
