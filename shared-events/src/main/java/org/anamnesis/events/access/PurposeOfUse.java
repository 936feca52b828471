package org.anamnesis.events.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;

/**
 * For what somebody asks: the practice's words for codes of HL7's PurposeOfUse, and what permits a practice to use
 * records for it. 45 CFR is HIPAA's privacy rule, 42 CFR the rule on records of substance use disorder.
 */
public enum PurposeOfUse {
    /** HL7 {@code TREAT}. */
    TREATMENT("45 CFR 164.506(c)(1), 42 CFR 2.12(c)(3)"),
    /** HL7 {@code HOPERAT}: running the practice. */
    OPERATIONS("45 CFR 164.506(c)(1), 42 CFR 2.12(c)(3)"),
    /** HL7 {@code HCOMPL}: audit and oversight. */
    COMPLIANCE("45 CFR 164.512(d), 42 CFR 2.53"),
    /** Supervised training in counselling, which alone opens somebody else's counselling notes to a supervisor. */
    TRAINING("45 CFR 164.508(a)(2)(i)(B)"),
    /** HL7 {@code BTG}: the glass was broken. */
    EMERGENCY("45 CFR 164.312(a)(2)(ii), 42 CFR 2.51"),
    /** HL7 {@code HRESCH}. */
    RESEARCH("45 CFR 164.512(i), 42 CFR 2.52");

    /** The header in which a request may name it. */
    public static final String HEADER = "Purpose-Of-Use";

    private final String legalBasis;

    PurposeOfUse(String legalBasis) {
        this.legalBasis = legalBasis;
    }

    /** The rules that permit it. */
    public String legalBasis() {
        return legalBasis;
    }

    /** The purpose that a request names, if it names one. */
    public static @Nullable PurposeOfUse of(HttpServletRequest request) {
        var named = request.getHeader(HEADER);
        if (named == null) {
            return null;
        }
        return Arrays.stream(values())
                .filter(purpose -> purpose.name().equals(named))
                .findFirst()
                .orElseThrow(() -> Problem.malformed(HEADER, "one of " + Arrays.toString(values()) + " is expected"));
    }

    /** What somebody asks for in a role who names nothing else. */
    static PurposeOfUse usual(Role role) {
        return switch (role) {
            case CLINICIAN, COVERING_CLINICIAN, SUPERVISOR -> TREATMENT;
            case RECEPTION, RECORDS_OFFICER, PRIVACY_OFFICER, OPERATOR, SYSTEM -> OPERATIONS;
            case AUDITOR, BOARD -> COMPLIANCE;
            case RESEARCHER -> RESEARCH;
        };
    }

    /** Whether somebody may ask for this in a role. An emergency is not named but made, by breaking the glass. */
    boolean isFor(Role role) {
        return switch (this) {
            case TREATMENT -> usual(role) == TREATMENT;
            case OPERATIONS -> usual(role) == OPERATIONS || usual(role) == TREATMENT;
            case COMPLIANCE -> usual(role) == COMPLIANCE || role == Role.PRIVACY_OFFICER;
            case TRAINING -> role == Role.SUPERVISOR;
            case RESEARCH -> role == Role.RESEARCHER;
            case EMERGENCY -> false;
        };
    }
}
