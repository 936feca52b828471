package org.anamnesis.query.licensing;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.care.NeedId;
import org.anamnesis.events.care.PlanChange.GoalAddition;
import org.anamnesis.events.care.PlanChange.GoalEnding;
import org.anamnesis.events.care.TreatmentPlanEvent.GoalAdded;
import org.anamnesis.events.care.TreatmentPlanEvent.NeedAdded;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanAdjusted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanCompleted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanDrafted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanReviewed;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanSignedByClient;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanSignedByTherapist;
import org.jspecify.annotations.Nullable;

/** A treatment plan as far as it is known. */
final class PlanKnown {

    static final List<String> SIGNATORIES = List.of("CLIENT", "THERAPIST");

    private final UUID planId;
    private final EpisodeId episodeId;
    private final List<NeedId> needs = new ArrayList<>();
    private final Map<UUID, Goal> goals = new LinkedHashMap<>();
    private final TreeMap<Integer, Map<String, Instant>> signatures = new TreeMap<>();
    private final List<Instant> reviews = new ArrayList<>();
    private final List<UUID> evidence = new ArrayList<>();
    private @Nullable Instant completed;

    private PlanKnown(UUID planId, EpisodeId episodeId) {
        this.planId = planId;
        this.episodeId = episodeId;
        signatures.put(1, new LinkedHashMap<>());
    }

    /** The plan of an episode by which it is treated: the one that came into force last, else the latest draft. */
    static Optional<PlanKnown> of(List<Recorded<?>> record, EpisodeId episode) {
        return record.stream()
                .filter(recorded -> recorded.aggregateType().equals("TreatmentPlan"))
                .collect(groupingBy(Recorded::aggregateId, LinkedHashMap::new, java.util.stream.Collectors.toList()))
                .values()
                .stream()
                .map(PlanKnown::read)
                .filter(plan -> plan != null && plan.episodeId.equals(episode))
                .map(Objects::requireNonNull)
                .reduce((earlier, later) -> later.since().isBefore(earlier.since()) ? earlier : later);
    }

    private Instant since() {
        return inForceSince().orElse(Instant.MIN);
    }

    private static @Nullable PlanKnown read(List<Recorded<?>> events) {
        if (!(events.getFirst().event() instanceof PlanDrafted drafted)) {
            return null;
        }
        var plan = new PlanKnown(drafted.planId().value(), drafted.episodeId());
        events.forEach(plan::read);
        return plan;
    }

    private void read(Recorded<?> recorded) {
        evidence.add(recorded.eventId());
        switch (recorded.event()) {
            case NeedAdded added -> needs.add(added.needId());
            case GoalAdded added -> goals.put(added.goal().goalId().value(), added.goal());
            case PlanAdjusted adjusted -> {
                signatures.put(adjusted.planVersion(), new LinkedHashMap<>());
                adjusted.changes().forEach(change -> {
                    switch (change) {
                        case GoalAddition added ->
                            goals.put(added.goal().goalId().value(), added.goal());
                        case GoalEnding ended -> goals.remove(ended.goalId().value());
                        default -> {}
                    }
                });
            }
            case PlanSignedByClient signed ->
                signed(signed.planVersion(), "CLIENT", signed.occurred().at());
            case PlanSignedByTherapist signed ->
                signed(signed.planVersion(), "THERAPIST", signed.occurred().at());
            case PlanReviewed reviewed -> reviews.add(reviewed.occurred().at());
            case PlanCompleted done -> completed = done.occurred().at();
            default -> {}
        }
    }

    private void signed(int version, String who, Instant at) {
        signatures.computeIfAbsent(version, made -> new LinkedHashMap<>()).putIfAbsent(who, at);
    }

    UUID planId() {
        return planId;
    }

    List<NeedId> needs() {
        return needs;
    }

    List<Goal> goals() {
        return List.copyOf(goals.values());
    }

    List<Instant> reviews() {
        return reviews.stream().sorted().toList();
    }

    Optional<Instant> completed() {
        return Optional.ofNullable(completed);
    }

    List<UUID> evidence() {
        return evidence;
    }

    /** When both had signed the first version. */
    Optional<Instant> inForceSince() {
        var signed = signatures.firstEntry().getValue();
        return signed.size() == SIGNATORIES.size()
                ? signed.values().stream().max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Who signed the first version, and when. */
    List<String> signatures() {
        return signatures.firstEntry().getValue().entrySet().stream()
                .map(signed -> signed.getKey() + " " + signed.getValue())
                .toList();
    }

    /** Which later versions lack the signature of some of these. */
    List<String> unsigned(List<String> signatories) {
        return signatures.tailMap(1, false).entrySet().stream()
                .flatMap(version -> signatories.stream()
                        .filter(who -> !version.getValue().containsKey(who))
                        .map(who ->
                                "version " + version.getKey() + " by the " + who.toLowerCase(java.util.Locale.ROOT)))
                .toList();
    }

    /** Assessed needs that no goal answers. */
    List<UUID> uncovered() {
        var covered =
                goals.values().stream().flatMap(goal -> goal.needIds().stream()).toList();
        return needs.stream()
                .filter(need -> !covered.contains(need))
                .map(NeedId::value)
                .toList();
    }
}
