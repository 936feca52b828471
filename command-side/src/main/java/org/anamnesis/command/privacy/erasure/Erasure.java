package org.anamnesis.command.privacy.erasure;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.command.privacy.erasure.ErasureRefusal.LEGAL_HOLD;
import static org.anamnesis.command.privacy.erasure.ErasureRefusal.RETENTION_NOT_ELAPSED;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.ERASURE_REASON;
import static org.anamnesis.events.rules.Rule.RECORD_RETENTION;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Set;
import org.anamnesis.command.privacy.erasure.ErasureCommand.ConfirmErasure;
import org.anamnesis.command.privacy.erasure.ErasureCommand.EraseSubject;
import org.anamnesis.command.privacy.erasure.ErasureCommand.RepeatErasure;
import org.anamnesis.command.privacy.erasure.Subjects.Known;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.events.Ground;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.privacy.ErasureCause;
import org.anamnesis.events.privacy.ErasureEvent;
import org.anamnesis.events.privacy.ErasureEvent.ErasureRequested;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.anamnesis.events.privacy.ErasureId;
import org.anamnesis.events.privacy.SubjectId;
import org.anamnesis.events.privacy.SubjectKind;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Somebody is forgotten: the keys of their texts are destroyed for good, and what happened stays. */
@Aggregate
class Erasure {

    static final Set<Class<? extends ErasureEvent>> CHANGES_NOTHING = Set.of(SubjectErased.class);

    private static final Precondition SECOND_PERSON = new Precondition("SECOND_PERSON");

    @AggregateIdentifier
    private @Nullable ErasureId id;

    private @Nullable SubjectId subjectId;
    private @Nullable String legalGround;
    private @Nullable String requestedBy;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(EraseSubject ask, Asked asked, Subjects subjects, Vault vault) {
        var subject = subjects.alone(asked.clinic(), ask.subjectId(), "subjectId");
        var ground = ask.legalGround();
        var elapsed = elapsed(subject, asked);
        var early = !elapsed.holds() && ground != null && subject.kind() != SubjectKind.THERAPIST;
        var verdict = Verdict.by(
                        asked.rules(),
                        notErased(subject),
                        closed(subject),
                        notHeld(subject),
                        RETENTION_NOT_ELAPSED.unless(early ? Fact.holds("before its time by " + ground) : elapsed))
                .orRefuse();
        apply(new ErasureRequested(
                ask.erasureId(),
                ask.subjectId(),
                subject.kind(),
                subject.clientId(),
                ground,
                vault.sealIfGiven(ask.subjectId(), ask.erasureId(), ERASURE_REASON, ask.reason()),
                verdict.grounds()));
        if (!early) {
            apply(erased(ask.erasureId(), subject, ErasureCause.REQUEST, ground, verdict.grounds()));
        }
    }

    @CommandHandler
    void decide(ConfirmErasure ask, Asked asked, Subjects subjects) {
        var subject = subjects.alone(asked.clinic(), requireNonNull(subjectId), "erasureId");
        var verdict = Verdict.by(
                        asked.rules(),
                        SECOND_PERSON.unless(Fact.that(
                                !asked.actor().id().equals(requestedBy),
                                "asked for by one, confirmed by another",
                                "it takes another privacy officer than the one who asked for it")),
                        notErased(subject),
                        closed(subject),
                        notHeld(subject))
                .orRefuse();
        apply(erased(ask.erasureId(), subject, ErasureCause.REQUEST, legalGround, verdict.grounds()));
    }

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(RepeatErasure ask, Asked asked, Subjects subjects) {
        var subject = subjects.alone(asked.clinic(), ask.subjectId(), "subjectId");
        Verdict.by(asked.rules(), notErased(subject)).orRefuse();
        apply(new ErasureRequested(
                ask.erasureId(), ask.subjectId(), subject.kind(), subject.clientId(), null, null, List.of()));
        apply(erased(ask.erasureId(), subject, ErasureCause.RESTORED_COPY, null, List.of()));
    }

    private static SubjectErased erased(
            ErasureId erasureId,
            Known subject,
            ErasureCause cause,
            @Nullable String legalGround,
            List<Ground> grounds) {
        return new SubjectErased(
                erasureId, subject.subjectId(), subject.kind(), subject.clientId(), cause, legalGround, grounds);
    }

    private static Finding notErased(Known subject) {
        return ILLEGAL_STATE.unless(Fact.that(!subject.isErased(), "", "the person was erased already"));
    }

    private static Finding closed(Known subject) {
        return ILLEGAL_STATE.unless(Fact.that(
                subject.kind() != SubjectKind.CLIENT || !subject.isOpen(),
                "",
                "an episode of care is open; it has to end first"));
    }

    private static Finding notHeld(Known subject) {
        return LEGAL_HOLD.unless(Fact.that(!subject.isHeld(), "no legal hold", "the record is under a legal hold"));
    }

    /** Whether the record may go by the rules alone. A therapist's identity stays as long as what they answer for. */
    private static Fact elapsed(Known subject, Asked asked) {
        var retention = asked.rules().get(RECORD_RETENTION);
        if (subject.isOpen()) {
            return Fact.fails("the retention of " + retention + " begins when the last episode ends");
        }
        if (subject.closedAt() == null) {
            return Fact.holds("there is no record to keep");
        }
        var closed = subject.closedAt().atZone(asked.zone());
        var until = closed.plus(retention);
        return Fact.that(
                !until.toInstant().isAfter(asked.at()),
                "closed on " + closed.toLocalDate() + ", kept for " + retention,
                "the record is kept until " + until.toLocalDate());
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(ErasureRequested event, @MetaDataValue("actor") String actor) {
        id = event.erasureId();
        subjectId = event.subjectId();
        legalGround = event.legalGround();
        requestedBy = actor;
    }
}
