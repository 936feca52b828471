package org.anamnesis.query.licensing;

import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.docket.Docket;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.springframework.stereotype.Component;

/** the same history under another rule profile, beside the practice's own. */
@Component
class WhatIf {

    static final Definition<WhatIfRow> REPORT =
            Definition.of(ReportId.LICENSE_WHAT_IF, 1, WhatIfRow.class, Readers.OVERSIGHT, Docket.SOURCE);
    static final Definition<WhatIfCount> COUNTS =
            Definition.of(ReportId.LICENSE_WHAT_IF, 1, WhatIfCount.class, Readers.OVERSIGHT, Docket.SOURCE);

    private static final List<String> SECTIONS =
            List.of(PracticeAuthority.REPORT.id(), PlanConformity.REPORT.id(), SessionConformity.REPORT.id());

    private final PracticeAuthority authority;
    private final PlanConformity plans;
    private final SessionConformity conformity;

    WhatIf(PracticeAuthority authority, PlanConformity plans, SessionConformity conformity) {
        this.authority = authority;
        this.plans = plans;
        this.conformity = conformity;
    }

    /** What would be judged otherwise. */
    Stream<WhatIfRow> rows(Inquiry inquiry, Stretch stretch, RuleBook others) {
        var after = inquiry.after() == null ? null : inquiry.after().split("/", 2);
        if (after != null && (after.length < 2 || !SECTIONS.contains(after[0]))) {
            throw Inquiry.unknownCursor();
        }
        return SECTIONS.stream()
                .dropWhile(section -> after != null && !section.equals(after[0]))
                .map(section -> section(
                        section,
                        inquiry.after(after != null && section.equals(after[0]) ? after[1] : null),
                        stretch,
                        others))
                .reduce(Stream.of(), Stream::concat) // one after the other, each row as it is wanted
                .filter(row -> row.verdict() != row.verdictUnder());
    }

    /** How much of what. */
    Stream<WhatIfCount> counts(Inquiry inquiry, Stretch stretch, RuleBook others) {
        return inquiry.goOn(SECTIONS.stream().map(section -> {
            var count = new Count();
            section(section, inquiry.after(null), stretch, others)
                    .filter(inquiry.scope())
                    .forEach(count::add);
            return new WhatIfCount(section, count.judged, count.newlyOut, count.newlyIn, count.otherwise);
        }));
    }

    private static final class Count {

        private long judged;
        private long newlyOut;
        private long newlyIn;
        private long otherwise;

        private void add(WhatIfRow row) {
            judged++;
            if (row.isNewlyOutOfOrder()) {
                newlyOut++;
            } else if (row.isNewlyInOrder()) {
                newlyIn++;
            } else if (row.verdict() != row.verdictUnder()) {
                otherwise++;
            }
        }
    }

    private Stream<WhatIfRow> section(String section, Inquiry inquiry, Stretch stretch, RuleBook others) {
        Stream<? extends Case<?>> cases = switch (section) {
            case "R-10" -> authority.cases(inquiry, stretch, null);
            case "R-14" -> plans.cases(inquiry, stretch, null);
            default -> conformity.cases(inquiry, stretch, null);
        };
        return cases.map(each -> WhatIfRow.of(section, each.by(inquiry.rules()), each.by(others)));
    }
}
