package org.anamnesis.query.licensing;

import java.util.UUID;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Problem;
import org.anamnesis.query.licensing.CredentialRow.Status;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.report.Desk;
import org.anamnesis.query.support.report.ReportPart;
import org.anamnesis.query.support.report.Terms;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers licensing boards. */
@RestController
@RequestMapping("/api/v1/compliance")
class LicensingController {

    private static final int LARGEST_SAMPLE = 500;
    private static final int LONGEST_SEED = 100;

    private final PracticeAuthority authority;
    private final CredentialRegister credentials;
    private final PlanConformity plans;
    private final SessionConformity sessions;
    private final ChartSample charts;
    private final WhatIf whatIf;
    private final Desk desk;
    private final Installation installation;

    LicensingController(
            PracticeAuthority authority,
            CredentialRegister credentials,
            PlanConformity plans,
            SessionConformity sessions,
            ChartSample charts,
            WhatIf whatIf,
            Desk desk,
            Installation installation) {
        this.authority = authority;
        this.credentials = credentials;
        this.plans = plans;
        this.sessions = sessions;
        this.charts = charts;
        this.whatIf = whatIf;
        this.desk = desk;
        this.installation = installation;
    }

    /**
     * whether each session was given by somebody licensed for that service, under that law, at that minute.
     *
     * @param from sessions that were booked for this time or later: an instant, or a day in the clinic's zone
     * @param to and before this time
     */
    @GetMapping("/practice-authority")
    @Nullable
    ReportPart<AuthorityRow> practiceAuthority(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable UUID therapist,
            @ParameterObject Terms terms) {
        var stretch = Stretch.of(from, to, installation.zone());
        return desk.answer(
                PracticeAuthority.REPORT,
                terms,
                stretch.asked() + ofTherapist(therapist),
                inquiry -> authority.rows(inquiry, stretch, therapist));
    }

    /**
     * the register of credentials.
     *
     * @param expiringWithin only those that hold, and will not in so many days
     */
    @GetMapping("/credentials")
    @Nullable
    ReportPart<CredentialRow> credentialRegister(
            @RequestParam(required = false) @Nullable UUID therapist,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable Integer expiringWithin,
            @ParameterObject Terms terms) {
        return desk.answer(
                CredentialRegister.REPORT,
                terms,
                ofTherapist(therapist)
                        + (status == null ? "" : "status=" + status + "&")
                        + (expiringWithin == null ? "" : "expiringWithin=" + expiringWithin + "&"),
                inquiry -> credentials.rows(inquiry, therapist, status, expiringWithin));
    }

    /**
     * whether each plan was there in time, signed, in the client's words, measurable, complete and reviewed.
     *
     * @param from episodes that were opened at this time or later
     * @param to and before this time
     */
    @GetMapping("/plan-conformity")
    @Nullable
    ReportPart<PlanRow> planConformity(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable UUID therapist,
            @ParameterObject Terms terms) {
        var stretch = Stretch.of(from, to, installation.zone());
        return desk.answer(
                PlanConformity.REPORT,
                terms,
                stretch.asked() + ofTherapist(therapist),
                inquiry -> plans.rows(inquiry, stretch, therapist));
    }

    /**
     * whether each session was booked beforehand, in an attested place, with consent, and no longer than it may be.
     *
     * @param from sessions that were booked for this time or later
     * @param to and before this time
     */
    @GetMapping("/session-conformity")
    @Nullable
    ReportPart<ConformityRow> sessionConformity(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable UUID therapist,
            @ParameterObject Terms terms) {
        var stretch = Stretch.of(from, to, installation.zone());
        return desk.answer(
                SessionConformity.REPORT,
                terms,
                stretch.asked() + ofTherapist(therapist),
                inquiry -> sessions.rows(inquiry, stretch, therapist));
    }

    /**
     * a sample of charts that anybody can draw again.
     *
     * @param seed what it is drawn by: the same draws the same
     * @param n how many charts, 1 to 500
     */
    @GetMapping("/chart-sample")
    @Nullable
    ReportPart<ChartRow> chartSample(
            @RequestParam String seed, @RequestParam(defaultValue = "10") int n, @ParameterObject Terms terms) {
        if (n < 1 || n > LARGEST_SAMPLE) {
            throw Problem.malformed("n", "1 to " + LARGEST_SAMPLE + " is expected");
        }
        if (seed.isBlank() || seed.length() > LONGEST_SEED) {
            throw Problem.malformed("seed", "1 to " + LONGEST_SEED + " characters are expected");
        }
        return desk.answer(ChartSample.REPORT, terms, "n=" + n + "&", inquiry -> charts.rows(inquiry, seed, n));
    }

    /**
     * what another rule profile would judge otherwise.
     *
     * @param profile name and version of one that came with the software or was published, e.g. {@code us-ca-otp@1}
     * @param from sessions booked for, and episodes opened, at this time or later
     * @param to and before this time
     */
    @GetMapping("/license-what-if")
    @Nullable
    ReportPart<WhatIfRow> licenseWhatIf(
            @RequestParam String profile,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @ParameterObject Terms terms) {
        var stretch = Stretch.of(from, to, installation.zone());
        return desk.answer(
                WhatIf.REPORT,
                terms,
                stretch.asked() + "profile=" + profile + "&",
                inquiry -> whatIf.rows(inquiry, stretch, under(profile, inquiry.rules())));
    }

    /** how much another rule profile would judge otherwise. */
    @GetMapping("/license-what-if/counts")
    @Nullable
    ReportPart<WhatIfCount> licenseWhatIfCounts(
            @RequestParam String profile,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @ParameterObject Terms terms) {
        var stretch = Stretch.of(from, to, installation.zone());
        return desk.answer(
                WhatIf.COUNTS,
                terms,
                stretch.asked() + "profile=" + profile + "&",
                inquiry -> whatIf.counts(inquiry, stretch, under(profile, inquiry.rules())));
    }

    private static RuleBook under(String profile, RuleBook rules) {
        return rules.alwaysWith(rules.document(profile).orElseThrow(() -> Problem.unknown("profile")));
    }

    private static String ofTherapist(@Nullable UUID therapist) {
        return therapist == null ? "" : "therapist=" + therapist + "&";
    }
}
