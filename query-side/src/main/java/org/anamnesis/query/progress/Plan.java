package org.anamnesis.query.progress;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.AdjustmentReason;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.ModalityShare;
import org.anamnesis.events.care.PlanChange;
import org.anamnesis.events.care.TreatmentPlanEvent;
import org.anamnesis.events.care.TreatmentPlanEvent.CadenceSet;
import org.anamnesis.events.care.TreatmentPlanEvent.GoalAdded;
import org.anamnesis.events.care.TreatmentPlanEvent.ModalitiesChosen;
import org.anamnesis.events.care.TreatmentPlanEvent.NeedAdded;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanAdjusted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanCompleted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanDrafted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanProposed;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanReviewed;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanSignedByClient;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanSignedByTherapist;
import org.anamnesis.query.progress.PlanFigures.ReviewTold;
import org.anamnesis.query.progress.PlanFigures.VersionTold;
import org.jspecify.annotations.Nullable;

/** A plan while its events are read, one after the other. */
final class Plan {

    private final PlanDrafted drafted;
    private final List<Version> versions = new ArrayList<>();
    private final List<ReviewTold> reviews = new ArrayList<>();
    private final List<Setting<Cadence>> cadences = new ArrayList<>();
    private @Nullable Setting<List<ModalityShare>> modalities;
    private @Nullable Instant signedByClient;
    private @Nullable Instant signedByTherapist;
    private @Nullable Instant completedAt;

    private Plan(Recorded<?> recorded, PlanDrafted drafted) {
        this.drafted = drafted;
        versions.add(new Version(1, drafted.occurred().at(), null, List.of()));
        version(1).events.add(recorded);
    }

    /** What was agreed from a moment on, and the event that says so. */
    record Setting<T>(Instant since, T value, Recorded<?> event) {}

    private static final class Version {

        private final int number;
        private final Instant since;
        private final @Nullable AdjustmentReason reason;
        private final List<UUID> evidence;
        private final List<ChangeTold> changes = new ArrayList<>();
        private final List<Recorded<?>> events = new ArrayList<>();

        Version(int number, Instant since, @Nullable AdjustmentReason reason, List<UUID> evidence) {
            this.number = number;
            this.since = since;
            this.reason = reason;
            this.evidence = evidence;
        }

        VersionTold told() {
            return new VersionTold(number, since, reason, changes, evidence, Figure.ids(events));
        }
    }

    /** All plans of a client's history, in the order in which they were drafted. */
    static List<Plan> in(List<? extends Recorded<?>> history) {
        Map<UUID, Plan> plans = new LinkedHashMap<>();
        for (var recorded : history) {
            if (recorded.event() instanceof PlanDrafted drafted) {
                plans.put(drafted.planId().value(), new Plan(recorded, drafted));
            } else if (recorded.event() instanceof TreatmentPlanEvent event) {
                var plan = plans.get(event.planId().value());
                if (plan != null) {
                    plan.read(recorded);
                }
            }
        }
        return List.copyOf(plans.values());
    }

    /** The plan in force at a moment; of several the one that came into force last. */
    static Optional<Plan> inForce(List<Plan> plans, Instant at) {
        return plans.stream()
                .filter(plan -> plan.isInForce(at))
                .sorted(Comparator.comparing(plan -> requireNonNull(plan.inForceSince())))
                .reduce((earlier, later) -> later);
    }

    private void read(Recorded<?> recorded) {
        switch (recorded.event()) {
            case NeedAdded added -> begins(recorded, new ChangeTold.NeedJoined(added.needId(), added.domain()));
            case GoalAdded added -> begins(recorded, ChangeTold.goal(added.goal()));
            case ModalitiesChosen chosen -> {
                begins(recorded, ChangeTold.mix(chosen.from(), chosen.to()));
                modalities = new Setting<>(chosen.occurred().at(), chosen.to(), recorded);
            }
            case CadenceSet set -> {
                begins(recorded, new ChangeTold.RhythmChanged(set.from(), set.to()));
                cadences.clear();
                cadences.add(new Setting<>(Instant.MIN, set.to(), recorded));
            }
            case PlanProposed proposed -> version(1).events.add(recorded);
            case PlanSignedByClient signed -> {
                version(signed.planVersion()).events.add(recorded);
                signedByClient = signedByClient == null ? signed.occurred().at() : signedByClient;
            }
            case PlanSignedByTherapist signed -> {
                version(signed.planVersion()).events.add(recorded);
                signedByTherapist =
                        signedByTherapist == null ? signed.occurred().at() : signedByTherapist;
            }
            case PlanAdjusted adjusted -> adjust(recorded, adjusted);
            case PlanReviewed reviewed ->
                reviews.add(new ReviewTold(
                        reviewed.planVersion(),
                        reviewed.occurred().at(),
                        reviewed.goals(),
                        reviewed.decision(),
                        recorded.eventId()));
            case PlanCompleted completed -> {
                version(completed.planVersion()).events.add(recorded);
                completedAt = completed.occurred().at();
            }
            default -> {}
        }
    }

    private void begins(Recorded<?> recorded, ChangeTold change) {
        version(1).events.add(recorded);
        version(1).changes.add(change);
    }

    private void adjust(Recorded<?> recorded, PlanAdjusted adjusted) {
        var at = adjusted.occurred().at();
        var version = new Version(adjusted.planVersion(), at, adjusted.reason(), adjusted.evidence());
        version.events.add(recorded);
        versions.add(version);
        for (var change : adjusted.changes()) {
            version.changes.add(ChangeTold.of(change));
            if (change instanceof PlanChange.NewModalities chosen) {
                modalities = new Setting<>(at, chosen.to(), recorded);
            } else if (change instanceof PlanChange.NewCadence set) {
                cadences.add(new Setting<>(at, set.to(), recorded));
            }
        }
    }

    private Version version(int number) {
        return versions.stream()
                .filter(version -> version.number == number)
                .findFirst()
                .orElseThrow();
    }

    private @Nullable Instant inForceSince() {
        if (signedByClient == null || signedByTherapist == null) {
            return null;
        }
        return signedByClient.isAfter(signedByTherapist) ? signedByClient : signedByTherapist;
    }

    private boolean isInForce(Instant at) {
        var since = inForceSince();
        return since != null && !at.isBefore(since) && (completedAt == null || at.isBefore(completedAt));
    }

    /** The rhythm that this plan has at a moment. */
    @Nullable
    Setting<Cadence> cadence(Instant at) {
        return cadences.stream()
                .filter(set -> !set.since().isAfter(at))
                .sorted(Comparator.comparing(Setting::since))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** The mix of modalities as it was chosen last. */
    @Nullable
    Setting<List<ModalityShare>> modalities() {
        return modalities;
    }

    PlanFigures told() {
        return new PlanFigures(
                drafted.planId(),
                drafted.episodeId(),
                inForceSince(),
                completedAt,
                versions.stream().map(Version::told).toList(),
                reviews);
    }
}
