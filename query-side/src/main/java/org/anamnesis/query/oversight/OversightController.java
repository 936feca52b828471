package org.anamnesis.query.oversight;

import org.anamnesis.query.support.report.Desk;
import org.anamnesis.query.support.report.ReportPart;
import org.anamnesis.query.support.report.Terms;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers who from outside looked, and who inside looks after it. */
@RestController
@RequestMapping("/api/v1/compliance")
class OversightController {

    private final OversightReports reports;
    private final Desk desk;

    OversightController(OversightReports reports, Desk desk) {
        this.reports = reports;
        this.desk = desk;
    }

    /** what outside bodies were let see, what they read, and whether they destroyed their copies. */
    @GetMapping("/external-access")
    @Nullable
    ReportPart<GrantRow> externalAccess(@ParameterObject Terms terms) {
        return desk.answer(OversightReports.EXTERNAL, terms, "", reports::external);
    }

    /** what left for research, for which study, and how people were taken out of it. */
    @GetMapping("/research-exports")
    @Nullable
    ReportPart<ResearchRow> researchExports(@ParameterObject Terms terms) {
        return desk.answer(OversightReports.RESEARCH, terms, "", reports::research);
    }

    /** who looked through which report, and what they found. */
    @GetMapping("/review-log")
    @Nullable
    ReportPart<ReviewRow> reviewLog(@ParameterObject Terms terms) {
        return desk.answer(OversightReports.REVIEWS, terms, "", reports::reviews);
    }
}
