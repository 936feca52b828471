package org.anamnesis.research;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.anamnesis.events.research.Cohort;
import org.anamnesis.events.research.Cohort.Count;
import org.anamnesis.events.research.Cohort.Days;
import org.anamnesis.events.research.Cohort.Worked;
import org.jspecify.annotations.Nullable;

/** Finds the episodes that a study looks at, among all that are kept and not of anybody who was erased. */
final class CohortQuery {

    private final List<String> conditions = new ArrayList<>();

    private CohortQuery(Cohort cohort) {
        oneOf("service_type", cohort.serviceTypes());
        oneOf("referral_source", cohort.referralSources());
        oneOf("jurisdiction", cohort.jurisdictions());
        oneOf("legal_status", cohort.legalStatuses());
        anyOf("needs", cohort.needDomains());
        during("opened_day", cohort.opened());
        during("discharged_day", cohort.discharged());
        worked(cohort.modalities());
        counted("attended", cohort.sessions());
        var experience = cohort.therapist();
        if (experience != null) {
            counted("experience_kept.sessions", experience.sessions());
            counted("experience_kept.days", experience.days());
        }
    }

    /** Makes the table {@code cohort}: one row for each episode. */
    static void run(Workbench bench, Cohort cohort) {
        var experienced = cohort.therapist() != null;
        if (experienced) {
            bench.script("experience");
        }
        bench.run("create table cohort as select client, episode from episode_kept join client_kept using (client)"
                + (experienced ? " join experience_kept using (episode)" : "")
                + " where " + new CohortQuery(cohort).where()
                + " order by client, opened_at, episode");
    }

    private String where() {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private void oneOf(String column, Collection<?> wanted) {
        if (!wanted.isEmpty()) {
            conditions.add(column + " in (" + texts(wanted) + ")");
        }
    }

    private void anyOf(String column, Collection<?> wanted) {
        if (!wanted.isEmpty()) {
            conditions.add(hasAny(column, wanted));
        }
    }

    private static String hasAny(String column, Collection<?> wanted) {
        return "coalesce(list_has_any(" + column + ", [" + texts(wanted) + "]), false)";
    }

    private void worked(@Nullable Worked worked) {
        if (worked != null) {
            conditions.add(
                    switch (worked.by()) {
                        case PLANNED -> hasAny("planned", worked.anyOf());
                        case DELIVERED -> hasAny("delivered", worked.anyOf());
                        case EITHER ->
                            "(" + hasAny("planned", worked.anyOf()) + " or " + hasAny("delivered", worked.anyOf())
                                    + ")";
                    });
        }
    }

    private void during(String column, @Nullable Days days) {
        if (days != null) {
            conditions.add(column + " is not null");
            bound(column, ">=", date(days.from()));
            bound(column, "<", date(days.before()));
        }
    }

    private void counted(String column, @Nullable Count count) {
        if (count != null) {
            bound(column, ">=", count.atLeast());
            bound(column, "<=", count.atMost());
        }
    }

    private void bound(String column, String relation, @Nullable Object value) {
        if (value != null) {
            conditions.add(column + " " + relation + " " + value);
        }
    }

    private static @Nullable String date(@Nullable LocalDate day) {
        return day == null ? null : "date '" + day + "'";
    }

    private static String texts(Collection<?> values) {
        return values.stream().map(value -> Workbench.text(value.toString())).collect(joining(", "));
    }
}
