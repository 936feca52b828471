package org.anamnesis.query.licensing;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.keys.GoalPrints;
import org.anamnesis.events.rules.Beginnings;
import org.anamnesis.events.rules.Rule;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.rules.RuleProfile;
import org.anamnesis.events.store.Installation;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.docket.Docket;
import org.anamnesis.query.support.docket.DocketEntry;
import org.anamnesis.query.support.docket.DocketEntry.Kind;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.anamnesis.query.support.report.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** whether each plan was there in time, signed, in the client's words, measurable, complete and reviewed. */
@Component
class PlanConformity {

    static final Definition<PlanRow> REPORT =
            Definition.of(ReportId.PLAN_CONFORMITY, 1, PlanRow.class, Readers.OVERSIGHT, Docket.SOURCE);

    private static final Set<String> KINDS = Set.of("CareEpisode", "TreatmentPlan", "Session");

    private final Docket docket;
    private final GoalPrints prints;
    private final ZoneId zone;

    PlanConformity(Docket docket, GoalPrints prints, Installation installation) {
        this.docket = docket;
        this.prints = prints;
        this.zone = installation.zone();
    }

    Stream<PlanRow> rows(Inquiry inquiry, Stretch stretch, @Nullable UUID therapist) {
        return cases(inquiry, stretch, therapist).map(each -> each.by(inquiry.rules()));
    }

    Stream<Case<PlanRow>> cases(Inquiry inquiry, Stretch stretch, @Nullable UUID therapist) {
        return docket.parts(new Docket.Question(
                        inquiry.look().clinic(),
                        Kind.EPISODE,
                        stretch.from(),
                        stretch.to(),
                        therapist,
                        inquiry.known().bound(),
                        inquiry.after()))
                .flatMap(part -> {
                    var records = inquiry.known()
                            .byClient(part.stream().map(DocketEntry::clientId).collect(toSet()), KINDS);
                    return part.stream()
                            .flatMap(entry ->
                                    opening(entry, records.getOrDefault(entry.clientId(), List.of()), inquiry));
                });
    }

    private Stream<Case<PlanRow>> opening(DocketEntry entry, List<Recorded<?>> record, Inquiry inquiry) {
        return record.stream()
                .filter(recorded -> recorded.eventId().equals(entry.eventId()))
                .map(opening -> toJudge(opening, record, inquiry));
    }

    /**
     * An episode.
     *
     * @param record of its client, or what there is in it of episodes, plans and sessions
     */
    Case<PlanRow> toJudge(Recorded<?> opening, List<Recorded<?>> record, Inquiry inquiry) {
        var opened = (EpisodeOpened) opening.event();
        var episode = EpisodeKnown.of(opened, record);
        var plan = PlanKnown.of(record, opened.episodeId());
        var goals = plan.map(PlanKnown::goals).orElse(List.of());
        var copied = copied(goals, inquiry);
        var evidence = new ArrayList<UUID>();
        evidence.add(opening.eventId());
        plan.ifPresent(known -> evidence.addAll(known.evidence()));
        episode.agreement().ifPresent(agreed -> evidence.add(agreed.eventId()));
        return book -> row(episode, plan, copied, judge(episode, plan, inquiry.asOf(), book), book, evidence);
    }

    private static PlanRow row(
            EpisodeKnown episode,
            Optional<PlanKnown> plan,
            @Nullable Double copied,
            Judgement judgement,
            RuleBook book,
            List<UUID> evidence) {
        var opened = episode.opened();
        var rules = book.at(opened.occurred().at());
        var goals = plan.map(PlanKnown::goals).orElse(List.of());
        return new PlanRow(
                opened.episodeId().value(),
                opened.occurred().at(),
                opened.clientId().value(),
                opened.primaryTherapistId().value(),
                plan.map(PlanKnown::planId).orElse(null),
                judgement.dueBy(),
                plan.flatMap(PlanKnown::inForceSince).orElse(null),
                plan.map(PlanKnown::signatures).orElse(List.of()),
                plan.map(known -> known.unsigned(PlanKnown.SIGNATORIES)).orElse(List.of()),
                percent(goals, goal -> !goal.clientWords().ciphertext().isEmpty()),
                percent(goals, Goal::measurable),
                plan.map(PlanKnown::uncovered).orElse(List.of()),
                copied,
                judgement.reviews().due(),
                judgement.reviews().done(),
                judgement.reviews().late(),
                judgement.reviews().next(),
                episode.endedBeforeAgreement().orElse(null),
                rules.get(Rule.LENGTH_AGREED_BY_SESSION),
                judgement.findings(),
                judgement.justified(),
                judgement.verdict(),
                rules.id(),
                evidence);
    }

    /** What is found by all that is known. */
    record Judgement(@Nullable LocalDate dueBy, PlanReviews reviews, List<String> findings, List<String> justified) {

        Verdict verdict() {
            if (!findings.isEmpty()) {
                return Verdict.NON_CONFORMANT;
            }
            return justified.isEmpty() ? Verdict.CONFORMS : Verdict.DEVIATION_JUSTIFIED;
        }
    }

    private Judgement judge(EpisodeKnown episode, Optional<PlanKnown> plan, Instant asOf, RuleBook book) {
        var opened = episode.opened().occurred().at();
        var rules = book.at(opened);
        var findings = new ArrayList<String>();
        var justified = new ArrayList<String>();
        var dueBy = dueBy(episode, rules);
        var inForce = plan.flatMap(PlanKnown::inForceSince);
        var until = episode.discharged().orElse(asOf);
        if (dueBy != null && day(inForce.orElse(until)).isAfter(dueBy)) {
            findings.add("the plan was due by " + dueBy + " and was in force "
                    + inForce.map(since -> "on " + day(since)).orElse("on no day"));
        }
        var ended = Stream.of(episode.discharged(), plan.flatMap(PlanKnown::completed))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        var reviews = inForce.map(since -> PlanReviews.of(
                        since, plan.orElseThrow().reviews(), ended.orElse(asOf), ended.isPresent(), book, zone))
                .orElse(new PlanReviews(0, 0, 0, null));
        if (reviews.late() > 0) {
            findings.add(reviews.late() + " of " + reviews.due() + " reviews were late or are missing");
        }
        rules.find(Rule.PLAN_SIGNATURES)
                .flatMap(needed -> plan.map(known -> known.unsigned(needed)))
                .filter(unsigned -> !unsigned.isEmpty())
                .ifPresent(unsigned -> findings.add("not signed: " + String.join(", ", unsigned)));
        var agreed = episode.endedBeforeAgreement();
        var early = Beginnings.lengthAgreed(agreed.orElse(episode.ends().size()), rules);
        if (!early.holds()) {
            (agreed.isPresent() ? justified : findings)
                    .add((agreed.isPresent()
                                    ? "the length of treatment was agreed late: "
                                    : "no length of treatment is agreed: ")
                            + early.troubles().getFirst().detail());
        }
        return new Judgement(dueBy, reviews, findings, justified);
    }

    /** The earliest of the days that the rules name. */
    private @Nullable LocalDate dueBy(EpisodeKnown episode, RuleProfile rules) {
        return Stream.of(
                        rules.find(Rule.PLAN_DUE_WITHIN)
                                .map(within ->
                                        day(episode.opened().occurred().at()).plus(within)),
                        rules.find(Rule.PLAN_DUE_BY_SESSION_DAY).flatMap(number -> episode.sessionDay(number, zone)))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private @Nullable Double copied(List<Goal> goals, Inquiry inquiry) {
        return prints.cloneIndex(
                        goals.stream().map(goal -> goal.goalId().value()).toList(),
                        inquiry.known().bound())
                .map(index -> Math.rint(100 * index) / 100)
                .orElse(null);
    }

    private static @Nullable Long percent(List<Goal> goals, Predicate<Goal> condition) {
        return goals.isEmpty() ? null : 100 * goals.stream().filter(condition).count() / goals.size();
    }
}
