package org.anamnesis.query.licensing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.anamnesis.events.rules.Rule;
import org.anamnesis.events.rules.RuleBook;
import org.jspecify.annotations.Nullable;

/**
 * The reviews of a plan, as far as a rule wants them.
 *
 * @param due how many were due
 * @param late how many of them came late or have not come
 * @param next by which day the next is due; none where the plan has ended or no rule wants one
 */
record PlanReviews(int due, int done, int late, @Nullable LocalDate next) {

    /**
     * Counts from one review to the next, each by the rules that held when the one before was done.
     *
     * @param until when the plan or the episode ended, else when it is asked
     */
    static PlanReviews of(
            Instant inForce, List<Instant> reviews, Instant until, boolean hasEnded, RuleBook rules, ZoneId zone) {
        int due = 0;
        int late = 0;
        var last = inForce;
        for (var review : reviews) {
            var by = by(last, rules, zone);
            if (by.isPresent()) {
                due++;
                late += day(review, zone).isAfter(by.get()) ? 1 : 0;
            }
            last = review.isAfter(last) ? review : last;
        }
        var next = by(last, rules, zone);
        if (next.isPresent() && day(until, zone).isAfter(next.get())) {
            due++;
            late++;
        }
        return new PlanReviews(due, reviews.size(), late, hasEnded ? null : next.orElse(null));
    }

    private static Optional<LocalDate> by(Instant last, RuleBook rules, ZoneId zone) {
        Optional<Period> every = rules.at(last).find(Rule.PLAN_REVIEW_EVERY);
        return every.map(period -> day(last, zone).plus(period));
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }
}
