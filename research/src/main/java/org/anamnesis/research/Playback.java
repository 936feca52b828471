package org.anamnesis.research;

import static java.util.stream.Collectors.joining;
import static org.anamnesis.research.EventAttribute.ADJUSTMENT_REASON;
import static org.anamnesis.research.EventAttribute.ATTENDED;
import static org.anamnesis.research.EventAttribute.BACKFILL;
import static org.anamnesis.research.EventAttribute.CADENCE_DAYS;
import static org.anamnesis.research.EventAttribute.CANCELLED_BY;
import static org.anamnesis.research.EventAttribute.CAUSE;
import static org.anamnesis.research.EventAttribute.CHANGES;
import static org.anamnesis.research.EventAttribute.CONSENT_TYPE;
import static org.anamnesis.research.EventAttribute.DEVIATIONS;
import static org.anamnesis.research.EventAttribute.DISCHARGE_REASON;
import static org.anamnesis.research.EventAttribute.FEELINGS;
import static org.anamnesis.research.EventAttribute.FORMAT;
import static org.anamnesis.research.EventAttribute.JURISDICTION;
import static org.anamnesis.research.EventAttribute.LEAD_HOURS;
import static org.anamnesis.research.EventAttribute.LEGAL_STATUS;
import static org.anamnesis.research.EventAttribute.LENGTH_UNIT;
import static org.anamnesis.research.EventAttribute.LENGTH_VALUE;
import static org.anamnesis.research.EventAttribute.LIMIT_MINUTES;
import static org.anamnesis.research.EventAttribute.MEASURABLE;
import static org.anamnesis.research.EventAttribute.MINUTES;
import static org.anamnesis.research.EventAttribute.MODALITIES;
import static org.anamnesis.research.EventAttribute.NEED_DOMAIN;
import static org.anamnesis.research.EventAttribute.NOTICE_HOURS;
import static org.anamnesis.research.EventAttribute.OUTSIDE_CATALOGUE;
import static org.anamnesis.research.EventAttribute.OVERRUN_MINUTES;
import static org.anamnesis.research.EventAttribute.PLANNED_MINUTES;
import static org.anamnesis.research.EventAttribute.PRODUCT;
import static org.anamnesis.research.EventAttribute.PROPOSED_BY;
import static org.anamnesis.research.EventAttribute.PURPOSES;
import static org.anamnesis.research.EventAttribute.REFERRAL_SOURCE;
import static org.anamnesis.research.EventAttribute.RELATION;
import static org.anamnesis.research.EventAttribute.REVIEW_DECISION;
import static org.anamnesis.research.EventAttribute.SERVICE_TYPE;
import static org.anamnesis.research.EventAttribute.SESSIONS;
import static org.anamnesis.research.EventAttribute.SIGN_METHOD;
import static org.anamnesis.research.EventAttribute.TECHNIQUE;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Deviating;
import org.anamnesis.events.Deviation;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.Attendance;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.CareEpisodeEvent;
import org.anamnesis.events.care.CareEpisodeEvent.Discharged;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthAgreed;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthRevised;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.care.GoalId;
import org.anamnesis.events.care.ModalityShare;
import org.anamnesis.events.care.PlanChange;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.care.SessionEvent.ClientArrived;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionAborted;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionOverran;
import org.anamnesis.events.care.SessionEvent.SessionQuestioned;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.care.SessionSeriesEvent.SeriesBooked;
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
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.intake.ClientEvent;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientEvent.LegalHoldPlaced;
import org.anamnesis.events.intake.ClientEvent.LegalHoldReleased;
import org.anamnesis.events.intake.ClientEvent.PrivacyNoticeGiven;
import org.anamnesis.events.intake.LovedOneEvent.LovedOneNamed;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.anamnesis.events.record.ExpressionEvent.ExpressionRecorded;
import org.anamnesis.events.record.Feeling;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.jspecify.annotations.Nullable;

/**
 * Lays events down in the workbench as they are played: ids replaced, texts of people passed over. What is no matter of
 * care leaves nothing: the counselling notes of others, holds, emergencies, what staff do among themselves.
 */
final class Playback implements AutoCloseable {

    private static final int DAYS_OF_A_WEEK = 7;

    private final Pseudonyms pseudonyms;
    private final ZoneId zone;
    private final ToldTable told;
    private final RowTable clients;
    private final RowTable therapists;
    private final RowTable places;
    private final RowTable plans;
    private final RowTable modalities;
    private final RowTable goals;
    private final RowTable aims;
    private final RowTable occurrences;
    private final RowTable delivered;
    private final RowTable feelings;
    private final RowTable erased;

    /**
     * Makes the tables.
     *
     * @param zone in which a day is told that has no place of its own
     */
    Playback(Workbench bench, Pseudonyms pseudonyms, ZoneId zone) {
        this.pseudonyms = pseudonyms;
        this.zone = zone;
        this.told = new ToldTable(bench);
        this.clients = new RowTable(
                bench,
                "client_told",
                "position bigint, client uuid, legal_status varchar, jurisdiction varchar, shift integer");
        this.therapists = new RowTable(bench, "therapist_told", "therapist uuid, registered_at timestamp");
        this.places = new RowTable(bench, "place_told", "place uuid, kind varchar");
        this.plans = new RowTable(bench, "plan_told", "plan uuid, episode uuid");
        this.modalities =
                new RowTable(bench, "modality_told", "position bigint, plan uuid, modality varchar, share integer");
        this.goals = new RowTable(bench, "goal_told", "goal uuid, plan uuid, measurable boolean");
        this.aims = new RowTable(bench, "aim_told", "event uuid, goal uuid");
        this.occurrences = new RowTable(bench, "occurrence_told", "event uuid, series uuid, session uuid");
        this.delivered = new RowTable(bench, "delivered_told", "session uuid, modality varchar, minutes integer");
        this.feelings = new RowTable(
                bench,
                "feeling_told",
                "expression uuid, number integer, feeling varchar, before integer, after integer");
        this.erased = new RowTable(bench, "erased_told", "subject uuid");
    }

    /** One event, in the order of the history. */
    void play(Recorded<?> recorded) {
        switch (recorded.event()) {
            case ClientEvent event -> play(recorded, event);
            case LovedOneNamed named ->
                told(recorded, named)
                        .lovedOne(pseudonyms.of(named.lovedOneId()))
                        .with(RELATION, named.relation())
                        .add();
            case ConsentSigned signed ->
                told(recorded, signed).with(CONSENT_TYPE, signed.type()).add();
            case ConsentRevoked revoked ->
                told(recorded, revoked).with(CONSENT_TYPE, revoked.type()).add();
            case CareEpisodeEvent event -> play(recorded, event);
            case TreatmentPlanEvent event -> play(recorded, event);
            case SessionEvent event -> play(recorded, event);
            case SeriesBooked booked -> play(recorded, booked);
            case ExpressionRecorded expressed -> play(recorded, expressed);
            case PlaceRegistered place ->
                places.add(pseudonyms.of(place.placeId()), place.kind().name());
            case TherapistRegistered therapist ->
                therapists.add(pseudonyms.of(therapist.therapistId()), recorded.recordedAt());
            case SubjectErased gone -> erased.add(pseudonyms.of(gone.subjectId()));
            default -> {}
        }
    }

    private void play(Recorded<?> recorded, ClientEvent event) {
        switch (event) {
            case ClientRegistered registered -> {
                clients.add(
                        recorded.position(),
                        pseudonyms.known(registered.clientId()),
                        registered.legalStatus().name(),
                        registered.jurisdiction().code(),
                        pseudonyms.shift(registered.clientId()));
                told(recorded, registered)
                        .with(LEGAL_STATUS, registered.legalStatus())
                        .with(JURISDICTION, registered.jurisdiction().code())
                        .add();
            }
            case ClientDetailsCorrected corrected ->
                clients.add(
                        recorded.position(),
                        pseudonyms.known(corrected.clientId()),
                        corrected.legalStatus().name(),
                        corrected.jurisdiction().code(),
                        pseudonyms.shift(corrected.clientId()));
            case PrivacyNoticeGiven given -> told(recorded, given).add();
            case LegalHoldPlaced held -> {}
            case LegalHoldReleased released -> {}
        }
    }

    private void play(Recorded<?> recorded, CareEpisodeEvent event) {
        var row = told(recorded, event).episode(pseudonyms.known(event.episodeId()));
        switch (event) {
            case EpisodeOpened opened ->
                row.therapist(pseudonyms.known(opened.primaryTherapistId()))
                        .place(pseudonyms.known(opened.usualPlaceId()))
                        .with(SERVICE_TYPE, opened.serviceType())
                        .with(REFERRAL_SOURCE, opened.referralSource());
            case TreatmentLengthAgreed agreed ->
                row.with(LENGTH_UNIT, agreed.length().unit())
                        .with(LENGTH_VALUE, agreed.length().value());
            case TreatmentLengthRevised revised ->
                row.with(LENGTH_UNIT, revised.to().unit())
                        .with(LENGTH_VALUE, revised.to().value());
            case Discharged discharged -> row.with(DISCHARGE_REASON, discharged.reason());
        }
        row.add();
    }

    private void play(Recorded<?> recorded, TreatmentPlanEvent event) {
        var plan = pseudonyms.known(event.planId());
        var row = told(recorded, event).plan(plan, 1);
        switch (event) {
            case PlanDrafted drafted -> plans.add(plan, pseudonyms.known(drafted.episodeId()));
            case NeedAdded need -> row.with(NEED_DOMAIN, need.domain().value());
            case GoalAdded added -> {
                goal(plan, added.goal());
                aim(recorded, added.goal().goalId());
                row.with(MEASURABLE, added.goal().measurable());
            }
            case ModalitiesChosen chosen -> row.with(MODALITIES, chosen(recorded, plan, chosen.to()));
            case CadenceSet set -> row.with(CADENCE_DAYS, days(set.to()));
            case PlanProposed proposed -> {}
            case PlanSignedByClient signed ->
                row.plan(plan, signed.planVersion())
                        .with(SIGN_METHOD, signed.method().value());
            case PlanSignedByTherapist signed ->
                row.plan(plan, signed.planVersion())
                        .with(SIGN_METHOD, signed.method().value());
            case PlanAdjusted adjusted -> play(recorded, adjusted, row.plan(plan, adjusted.planVersion()));
            case PlanReviewed reviewed -> {
                reviewed.goals().forEach(review -> aim(recorded, review.goalId()));
                row.plan(plan, reviewed.planVersion()).with(REVIEW_DECISION, reviewed.decision());
            }
            case PlanCompleted completed -> row.plan(plan, completed.planVersion());
        }
        row.add();
    }

    private void play(Recorded<?> recorded, PlanAdjusted adjusted, ToldTable.Row row) {
        var plan = pseudonyms.known(adjusted.planId());
        var kinds = adjusted.changes().stream()
                .map(change -> switch (change) {
                    case PlanChange.GoalAddition addition -> {
                        goal(plan, addition.goal());
                        aim(recorded, addition.goal().goalId());
                        yield "ADD_GOAL";
                    }
                    case PlanChange.GoalEnding ending -> {
                        aim(recorded, ending.goalId());
                        yield "END_GOAL";
                    }
                    case PlanChange.NewModalities fresh -> {
                        row.with(MODALITIES, chosen(recorded, plan, fresh.to()));
                        yield "SET_MODALITIES";
                    }
                    case PlanChange.NewCadence fresh -> "SET_CADENCE";
                    case PlanChange.ExtendedSession extended -> "APPROVE_EXTENDED_SESSION";
                })
                .toList();
        row.with(ADJUSTMENT_REASON, adjusted.reason()).with(CHANGES, codes(kinds));
    }

    private void play(Recorded<?> recorded, SessionEvent event) {
        var session = pseudonyms.of(event.sessionId());
        var row = told(recorded, event).session(session);
        switch (event) {
            case SessionBooked booked ->
                promised(row, booked.appointment(), booked)
                        .episode(pseudonyms.known(booked.episodeId()))
                        .with(FORMAT, booked.format())
                        .with(PURPOSES, codes(booked.purposes()))
                        .with(LIMIT_MINUTES, booked.limitMinutes())
                        .with(BACKFILL, booked.backfill());
            case SessionRescheduled moved -> promised(row, moved.to(), moved).with(LIMIT_MINUTES, moved.limitMinutes());
            case SessionCancelled cancelled ->
                row.with(CANCELLED_BY, cancelled.by()).with(NOTICE_HOURS, (int) cancelled.noticeHours());
            case ClientArrived arrived -> {}
            case SessionStarted started -> {}
            case SessionCompleted completed -> {
                completed
                        .delivered()
                        .forEach(each -> delivered.add(session, each.modality().name(), each.minutes()));
                row.with(MINUTES, completed.minutes()).with(ATTENDED, isThere(completed));
            }
            case SessionOverran overran -> row.with(OVERRUN_MINUTES, overran.minutes());
            case NoShowMarked missed -> {}
            case SessionAborted aborted -> row.with(MINUTES, aborted.minutes());
            case SessionQuestioned questioned ->
                row.therapist(pseudonyms.known(questioned.appointment().therapistId()))
                        .place(pseudonyms.known(questioned.appointment().placeId()))
                        .with(CAUSE, questioned.cause());
        }
        row.add();
    }

    private <E extends SessionEvent & Deviating & Clinical> ToldTable.Row promised(
            ToldTable.Row row, Appointment appointment, E event) {
        var slot = appointment.slot();
        return row.therapist(pseudonyms.known(appointment.therapistId()))
                .place(pseudonyms.known(appointment.placeId()))
                .planned(slot.start(), event.occurred().zone())
                .with(PLANNED_MINUTES, (int) slot.length().toMinutes())
                .with(LEAD_HOURS, hours(event.occurred().at(), slot.start()))
                .with(
                        DEVIATIONS,
                        codes(event.deviations().stream().map(Deviation::code).toList()));
    }

    private static boolean isThere(SessionCompleted completed) {
        return completed.attendance().stream().anyMatch(Attendance::attended);
    }

    private void play(Recorded<?> recorded, SeriesBooked booked) {
        var series = pseudonyms.of(booked.seriesId());
        var event = pseudonyms.of(recorded.eventId());
        booked.sessions().forEach(each -> occurrences.add(event, series, pseudonyms.of(each.sessionId())));
        told(recorded, booked)
                .series(series)
                .episode(pseudonyms.known(booked.episodeId()))
                .therapist(pseudonyms.known(booked.therapistId()))
                .place(pseudonyms.known(booked.placeId()))
                .with(FORMAT, booked.format())
                .with(PLANNED_MINUTES, booked.minutes())
                .with(CADENCE_DAYS, days(booked.cadence()))
                .with(SESSIONS, booked.sessions().size())
                .add();
    }

    private void play(Recorded<?> recorded, ExpressionRecorded expressed) {
        var expression = pseudonyms.of(expressed.expressionId());
        var number = 0;
        for (Feeling feeling : expressed.feelings()) {
            number++;
            feelings.add(expression, number, feeling.name(), feeling.before(), feeling.after());
        }
        var product = expressed.product();
        told(recorded, expressed)
                .session(pseudonyms.of(expressed.sessionId()))
                .expression(expression)
                .with(TECHNIQUE, expressed.technique())
                .with(PURPOSES, expressed.purpose())
                .with(PROPOSED_BY, expressed.proposedBy())
                .with(PRODUCT, product == null ? null : product.form())
                .with(OUTSIDE_CATALOGUE, expressed.outsideReason() != null)
                .with(FEELINGS, expressed.feelings().size())
                .add();
    }

    private void goal(UUID plan, Goal goal) {
        goals.add(pseudonyms.of(goal.goalId()), plan, goal.measurable());
    }

    private void aim(Recorded<?> recorded, GoalId goal) {
        aims.add(pseudonyms.of(recorded.eventId()), pseudonyms.of(goal));
    }

    private @Nullable String chosen(Recorded<?> recorded, UUID plan, List<ModalityShare> shares) {
        shares.forEach(each ->
                modalities.add(recorded.position(), plan, each.modality().name(), each.share()));
        return codes(shares.stream().map(ModalityShare::modality).sorted().toList());
    }

    private ToldTable.Row told(Recorded<?> recorded, AboutClient event) {
        var row = told.row(
                recorded,
                pseudonyms.of(recorded.eventId()),
                pseudonyms.known(event.clientId()),
                recorded.metadata().get("role"));
        return event instanceof Clinical clinical
                ? row.occurred(clinical, hours(clinical.occurred().at(), recorded.recordedAt()))
                : row.recordedAt(zone);
    }

    private static int hours(Instant from, Instant to) {
        return (int) Duration.between(from, to).toHours();
    }

    private static int days(Cadence cadence) {
        return cadence.unit() == Cadence.Unit.WEEKS ? cadence.every() * DAYS_OF_A_WEEK : cadence.every();
    }

    /** Several in one cell: in order, with a blank between. */
    static @Nullable String codes(Collection<?> codes) {
        return codes.isEmpty() ? null : codes.stream().map(Object::toString).collect(joining(" "));
    }

    /** All of it can be asked for from now on. */
    @Override
    public void close() {
        told.close();
        for (var table : List.of(
                clients,
                therapists,
                places,
                plans,
                modalities,
                goals,
                aims,
                occurrences,
                delivered,
                feelings,
                erased)) {
            table.close();
        }
    }
}
