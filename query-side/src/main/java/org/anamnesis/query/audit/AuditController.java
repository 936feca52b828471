package org.anamnesis.query.audit;

import java.util.UUID;
import org.anamnesis.events.store.Installation;
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

/** Answers auditors with what was recorded. */
@RestController
@RequestMapping("/api/v1/compliance")
class AuditController {

    private final AuditReports reports;
    private final Desk desk;
    private final Installation installation;

    AuditController(AuditReports reports, Desk desk, Installation installation) {
        this.reports = reports;
        this.desk = desk;
        this.installation = installation;
    }

    /** everything that ever happened in a client's record, in the order in which it was recorded. */
    @GetMapping("/audit-trail")
    @Nullable
    ReportPart<AuditRow> auditTrail(@RequestParam UUID client, @ParameterObject Terms terms) {
        return desk.answer(AuditReports.TRAIL, terms, client, inquiry -> reports.trail(inquiry, client));
    }

    /**
     * what a user did, looked at, and was denied.
     *
     * @param actor the user, as tokens name them
     * @param from what was done at this time or later
     * @param to and before this time
     */
    @GetMapping("/user-activity")
    @Nullable
    ReportPart<ActivityRow> userActivity(
            @RequestParam String actor,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @ParameterObject Terms terms) {
        var stretch = Stretch.of(from, to, installation.zone());
        return desk.answer(
                AuditReports.ACTIVITY, terms, stretch.asked(), inquiry -> reports.activity(inquiry, actor, stretch));
    }
}
