package org.anamnesis.query.support;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Precision;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.care.AgreedLength;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.CareEpisodeEvent.Discharged;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthAgreed;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthRevised;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.care.GoalReview;
import org.anamnesis.events.care.ModalityShare;
import org.anamnesis.events.care.PlanChange.ExtendedSession;
import org.anamnesis.events.care.PlanChange.GoalAddition;
import org.anamnesis.events.care.PlanChange.GoalEnding;
import org.anamnesis.events.care.PlanChange.NewCadence;
import org.anamnesis.events.care.PlanChange.NewModalities;
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
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientEvent.LegalHoldPlaced;
import org.anamnesis.events.intake.ClientEvent.LegalHoldReleased;
import org.anamnesis.events.intake.ClientEvent.PrivacyNoticeGiven;
import org.anamnesis.events.intake.LovedOneEvent.LovedOneNamed;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassInvoked;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassReviewed;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ErasureCause;
import org.anamnesis.events.privacy.ErasureEvent.ErasureRequested;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.anamnesis.events.record.CounsellingNoteEvent.CounsellingNoteWritten;
import org.anamnesis.events.record.ExpressionEvent.ExpressionRecorded;
import org.anamnesis.events.record.Feeling;
import org.anamnesis.query.support.Told.Quote;
import org.jspecify.annotations.Nullable;

/** Tells the events of a client's record in words. What people said themselves stays sealed. */
public final class Teller {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private Teller() {}

    /** An event in words. */
    public static Told tell(Recorded<?> recorded) {
        return switch (recorded.event()) {
            case ClientRegistered event ->
                Told.that(
                        "Client registered, " + words(event.legalStatus()) + ", " + event.jurisdiction(),
                        quotes(
                                quote("name", event.name()),
                                quote("date of birth", event.birthDate()),
                                quote("contact", event.contact()),
                                quote("emergency contact", event.emergencyContact())));
            case ClientDetailsCorrected event ->
                Told.that(
                        "Client's details corrected, " + words(event.legalStatus()) + ", " + event.jurisdiction(),
                        quotes(
                                quote("name", event.name()),
                                quote("date of birth", event.birthDate()),
                                quote("contact", event.contact()),
                                quote("emergency contact", event.emergencyContact())));
            case LegalHoldPlaced event -> Told.that("Legal hold placed").because(event.reason());
            case LegalHoldReleased event -> Told.that("Legal hold released").because(event.reason());
            case LovedOneNamed event ->
                Told.that(
                        "Loved one named: " + words(event.relation()),
                        quotes(quote("name", event.name()), quote("contact", event.contact())));
            case ErasureRequested event ->
                because(
                        "Erasure of the " + words(event.subject()) + " asked for"
                                + (event.legalGround() == null ? "" : ", by " + event.legalGround()),
                        event.reason());
            case SubjectErased event -> Told.that(erased(event));
            case PrivacyNoticeGiven event -> Told.that("Privacy notice " + event.version() + " given");
            case ConsentSigned event -> Told.that("Consent signed: " + words(event.type()) + expiry(event));
            case ConsentRevoked event -> Told.that("Consent revoked: " + words(event.type()));
            case CounsellingNoteWritten event -> Told.that("Counselling note written, sealed as " + event.sha256());
            case BreakGlassInvoked event ->
                Told.that("Record opened in an emergency by " + event.account() + ", until " + event.until())
                        .because(event.reason());
            case BreakGlassReviewed event ->
                Told.that(
                        "Opening in an emergency reviewed: " + words(event.verdict()),
                        quotes(quote("note", event.note())));
            case EpisodeOpened event ->
                Told.that(
                        "Episode of " + words(event.serviceType()) + " opened, referred by "
                                + words(event.referralSource()),
                        quotes(quote("presenting problem", event.presentingProblem())));
            case TreatmentLengthAgreed event ->
                Told.that(
                        "Length of treatment agreed: " + length(event.length()),
                        quotes(quote("client's words", event.clientWords())));
            case TreatmentLengthRevised event ->
                new Told(
                        "Length of treatment revised",
                        length(event.from()),
                        length(event.to()),
                        null,
                        List.of(quotes(quote("client's words", event.clientWords()))));
            case Discharged event ->
                Told.that("Discharged: " + words(event.reason()), quotes(quote("summary", event.summary())));
            case PlanDrafted event -> Told.that("Treatment plan begun");
            case NeedAdded event ->
                Told.that("Need assessed: " + words(event.domain().value()), quotes(quote("need", event.text())));
            case GoalAdded event -> Told.that("Goal agreed" + deadline(event.goal()), quotes(event.goal()));
            case ModalitiesChosen event -> Told.change("Modalities chosen", shares(event.from()), shares(event.to()));
            case CadenceSet event -> Told.change("Rhythm of sessions set", cadence(event.from()), cadence(event.to()));
            case PlanProposed event -> Told.that("Treatment plan proposed");
            case PlanSignedByClient event ->
                Told.that("Treatment plan, version " + event.planVersion() + ", signed by the client, "
                        + words(event.method().value()));
            case PlanSignedByTherapist event ->
                Told.that("Treatment plan, version " + event.planVersion() + ", signed by the therapist, "
                        + words(event.method().value()));
            case PlanAdjusted event -> adjusted(event);
            case PlanReviewed event ->
                Told.that(
                        "Treatment plan, version " + event.planVersion() + ", reviewed: " + reviews(event.goals())
                                + "; decision: " + words(event.decision()),
                        quotes(quote("client's view", event.clientView())));
            case PlanCompleted event -> Told.that("Treatment plan completed");
            case SessionBooked event ->
                Told.that(
                        (event.backfill() ? "Session entered afterwards: " : "Session booked: ") + words(event.format())
                                + ", "
                                + when(event.appointment(), event.occurred().zone()),
                        event.deviations().stream()
                                .map(each -> new Quote(words(each.code()), each.reason()))
                                .toArray(Quote[]::new));
            case SessionRescheduled event ->
                Told.change(
                                "Session moved",
                                whole(
                                        event.from(),
                                        event.from(),
                                        event.to(),
                                        event.occurred().zone()),
                                whole(
                                        event.to(),
                                        event.from(),
                                        event.to(),
                                        event.occurred().zone()))
                        .because(event.reason());
            case SessionCancelled event ->
                Told.that("Session cancelled by the " + words(event.by()) + ", " + event.noticeHours()
                                + " hours before its start")
                        .because(event.reason());
            case ClientArrived event -> Told.that("Client arrived");
            case SessionStarted event ->
                Told.that("Session began"
                        + (event.clientLocation() == null ? "" : ", client in " + event.clientLocation()));
            case SessionCompleted event ->
                Told.that("Session ended after " + event.minutes() + " minutes" + delivered(event));
            case SessionOverran event ->
                Told.that("Session lasted " + event.minutes() + " minutes longer than its limit of "
                        + event.limitMinutes());
            case SessionAborted event ->
                Told.that("Session broken off after " + event.minutes() + " minutes")
                        .because(event.reason());
            case SessionQuestioned event ->
                Told.that("Session put in question by " + event.causedBy() + " (" + event.cause() + ")");
            case SeriesBooked event ->
                Told.that(event.sessions().size() + " sessions booked together, " + cadence(event.cadence()));
            case NoShowMarked event ->
                Told.that(
                        event.participant().equals(event.clientId().value())
                                ? "The client did not come"
                                : "A participant did not come");
            case ExpressionRecorded event ->
                Told.that(
                        "Expression by " + words(event.technique()) + " for " + words(event.purpose())
                                + ", proposed by the " + words(event.proposedBy()) + ": "
                                + event.feelings().stream().map(Teller::feeling).collect(joining(", ")),
                        quotes(
                                quote("meaning", event.meaning()),
                                quote("reason for the technique", event.outsideReason()),
                                quote(
                                        "kept at",
                                        event.product() == null
                                                ? null
                                                : event.product().reference())));
            default -> Told.that(recorded.type());
        };
    }

    private static String erased(SubjectErased event) {
        return "The " + words(event.subject()) + " was erased: what was written can no longer be read"
                + (event.cause() == ErasureCause.RESTORED_COPY ? "; a restored copy was brought up to date" : "");
    }

    private static Told because(String what, @Nullable Sealed reason) {
        return reason == null ? Told.that(what) : Told.that(what).because(reason);
    }

    private static Told adjusted(PlanAdjusted event) {
        var before = new ArrayList<String>();
        var after = new ArrayList<String>();
        var quotes = new ArrayList<Quote>();
        for (var change : event.changes()) {
            switch (change) {
                case GoalAddition added -> {
                    after.add("goal added" + deadline(added.goal()));
                    quotes.addAll(List.of(quotes(added.goal())));
                }
                case GoalEnding ended -> after.add("goal " + ended.goalId() + " ended");
                case NewModalities chosen -> {
                    before.add("modalities " + shares(chosen.from()));
                    after.add("modalities " + shares(chosen.to()));
                }
                case NewCadence set -> {
                    before.add("sessions " + cadence(set.from()));
                    after.add("sessions " + cadence(set.to()));
                }
                case ExtendedSession approved -> {
                    after.add("sessions of up to " + approved.minutes() + " minutes for "
                            + words(approved.technique().value()));
                    quotes.add(new Quote("reason for longer sessions", approved.reason()));
                }
            }
        }
        return new Told(
                "Treatment plan adjusted to version " + event.planVersion() + ", because of " + words(event.reason()),
                before.isEmpty() ? null : String.join("; ", before),
                String.join("; ", after),
                null,
                quotes);
    }

    private static Quote[] quotes(Goal goal) {
        return quotes(
                quote("goal", goal.clientWords()), quote("measure", goal.measure()), quote("target", goal.target()));
    }

    private static Quote[] quotes(@Nullable Quote... quotes) {
        return Stream.of(quotes).filter(quote -> quote != null).toArray(Quote[]::new);
    }

    private static @Nullable Quote quote(String about, @Nullable Sealed words) {
        return words == null ? null : new Quote(about, words);
    }

    private static String deadline(Goal goal) {
        return goal.by() == null ? "" : ", by " + goal.by();
    }

    private static String expiry(ConsentSigned event) {
        return event.expires() == null
                ? ""
                : ", until " + time(event.expires(), event.occurred().zone());
    }

    private static String delivered(SessionCompleted event) {
        return event.delivered().isEmpty()
                ? ""
                : ": "
                        + event.delivered().stream()
                                .map(each -> words(each.modality()) + " " + each.minutes() + " min")
                                .collect(joining(", "));
    }

    private static String length(AgreedLength length) {
        return length.value() == null ? words(length.unit()) : length.value() + " " + words(length.unit());
    }

    private static String reviews(List<GoalReview> goals) {
        return goals.isEmpty()
                ? "no goal looked at"
                : goals.stream()
                        .map(each -> "goal " + each.goalId() + " " + words(each.progress()))
                        .collect(joining(", "));
    }

    private static String shares(List<ModalityShare> modalities) {
        return modalities.isEmpty()
                ? "none"
                : modalities.stream()
                        .map(each -> words(each.modality()) + (each.share() == null ? "" : " " + each.share() + " %"))
                        .collect(joining(", "));
    }

    private static String cadence(@Nullable Cadence cadence) {
        return cadence == null
                ? "none"
                : "every " + rhythm(cadence)
                        + (cadence.weekday() == null ? "" : " on " + words(cadence.weekday())) + " at " + cadence.time()
                        + " (" + cadence.zone() + ")";
    }

    private static String rhythm(Cadence cadence) {
        var unit = words(cadence.unit());
        return cadence.every() == 1 ? unit.substring(0, unit.length() - 1) : cadence.every() + " " + unit;
    }

    private static String feeling(Feeling feeling) {
        if (feeling.before() == null && feeling.after() == null) {
            return feeling.name();
        }
        return feeling.name() + " " + strength(feeling.before()) + " → " + strength(feeling.after());
    }

    private static String strength(@Nullable Integer strength) {
        return strength == null ? "?" : String.valueOf(strength);
    }

    private static String when(Appointment appointment, ZoneId zone) {
        return time(appointment.slot().start(), zone) + ", "
                + appointment.slot().length().toMinutes() + " minutes";
    }

    /** With therapist and place where they are not the same before and after. */
    private static String whole(Appointment told, Appointment from, Appointment to, ZoneId zone) {
        return when(told, zone)
                + (from.therapistId().equals(to.therapistId()) ? "" : ", therapist " + told.therapistId())
                + (from.placeId().equals(to.placeId()) ? "" : ", place " + told.placeId());
    }

    private static String time(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone)) + " (" + zone + ")";
    }

    /** A clinical time as it is known. */
    static String time(Occurred occurred) {
        return occurred.precision() == Precision.DAY
                ? occurred.at().atZone(occurred.zone()).toLocalDate().toString()
                : time(occurred.at(), occurred.zone());
    }

    private static String words(Object code) {
        return code.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
