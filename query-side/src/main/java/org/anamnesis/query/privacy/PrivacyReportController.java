package org.anamnesis.query.privacy;

import java.util.UUID;
import org.anamnesis.query.support.report.Desk;
import org.anamnesis.query.support.report.ReportPart;
import org.anamnesis.query.support.report.Terms;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers privacy officers. */
@RestController
@RequestMapping("/api/v1/compliance")
class PrivacyReportController {

    private final PrivacyReports reports;
    private final Desk desk;

    PrivacyReportController(PrivacyReports reports, Desk desk) {
        this.reports = reports;
        this.desk = desk;
    }

    /**
     * emergencies in which a record was opened, why, what was read, and whether somebody has looked into it.
     *
     * @param reviewed only those that were, or were not, looked into
     */
    @GetMapping("/break-glass")
    @Nullable
    ReportPart<BreakGlassRow> breakGlass(
            @RequestParam(required = false) @Nullable Boolean reviewed, @ParameterObject Terms terms) {
        return desk.answer(
                PrivacyReports.BREAK_GLASS,
                terms,
                reviewed == null ? "" : "reviewed=" + reviewed + "&",
                inquiry -> reports.breakGlass(inquiry, reviewed));
    }

    /** who looked at a client's record, why, and on what authority. */
    @GetMapping("/access-report")
    @Nullable
    ReportPart<LookRow> accessReport(@RequestParam UUID client, @ParameterObject Terms terms) {
        return desk.answer(PrivacyReports.LOOKS, terms, client, inquiry -> reports.looks(inquiry, client));
    }

    /**
     * consents and notices, how they stand and how they came to be.
     *
     * @param client only those of one client
     */
    @GetMapping("/consents-and-notices")
    @Nullable
    ReportPart<AgreementRow> consentsAndNotices(
            @RequestParam(required = false) @Nullable UUID client, @ParameterObject Terms terms) {
        return desk.answer(PrivacyReports.AGREEMENTS, terms, client, inquiry -> reports.agreements(inquiry, client));
    }

    /** whose texts are kept until when, under which hold, and whose were shredded on what ground. */
    @GetMapping("/retention")
    @Nullable
    ReportPart<RetentionRow> retention(@ParameterObject Terms terms) {
        return desk.answer(PrivacyReports.RETENTION, terms, "", reports::retention);
    }
}
