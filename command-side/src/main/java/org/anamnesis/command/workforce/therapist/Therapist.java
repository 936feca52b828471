package org.anamnesis.command.workforce.therapist;

import static org.anamnesis.events.Label.ABSENCE_REASON;
import static org.anamnesis.events.Label.COMPETENCE_EVIDENCE;
import static org.anamnesis.events.Label.THERAPIST_EMAIL;
import static org.anamnesis.events.Label.THERAPIST_NAME;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Set;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.By;
import org.anamnesis.command.workforce.therapist.TherapistCommand.DeclareCompetence;
import org.anamnesis.command.workforce.therapist.TherapistCommand.RecordAbsence;
import org.anamnesis.command.workforce.therapist.TherapistCommand.RegisterTherapist;
import org.anamnesis.command.workforce.therapist.TherapistCommand.SetAvailability;
import org.anamnesis.events.Code;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.TherapistEvent;
import org.anamnesis.events.workforce.TherapistEvent.CompetenceDeclared;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAbsenceRecorded;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAvailabilitySet;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Somebody who treats. */
@Aggregate
class Therapist {

    static final Set<Class<? extends TherapistEvent>> CHANGES_NOTHING =
            Set.of(CompetenceDeclared.class, TherapistAvailabilitySet.class, TherapistAbsenceRecorded.class);

    @AggregateIdentifier
    private @Nullable TherapistId id;

    private @Nullable String account;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(RegisterTherapist ask, Vault vault) {
        var who = ask.therapistId();
        apply(new TherapistRegistered(
                who,
                vault.seal(who, who, THERAPIST_NAME, ask.name()),
                vault.sealIfGiven(who, who, THERAPIST_EMAIL, ask.email()),
                ask.account()));
    }

    @CommandHandler
    void decide(DeclareCompetence ask, Asked asked, Vault vault) {
        demandOwnUnless(By.RECORDS, asked);
        apply(new CompetenceDeclared(
                ask.therapistId(),
                new Code(ask.modality().name()),
                ask.technique(),
                vault.sealIfGiven(ask.therapistId(), ask.therapistId(), COMPETENCE_EVIDENCE, ask.evidence())));
    }

    @CommandHandler
    void decide(SetAvailability ask, Asked asked) {
        demandOwnUnless(By.RECORDS_AND_RECEPTION, asked);
        apply(new TherapistAvailabilitySet(ask.therapistId(), ask.zone(), ask.weekly()));
    }

    @CommandHandler
    void decide(RecordAbsence ask, Asked asked, Vault vault) {
        demandOwnUnless(By.RECORDS_AND_RECEPTION, asked);
        apply(new TherapistAbsenceRecorded(
                ask.therapistId(),
                asked.when(ask.from()).at(),
                asked.when(ask.to()).at(),
                vault.sealIfGiven(ask.therapistId(), ask.therapistId(), ABSENCE_REASON, ask.reason())));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(TherapistRegistered event) {
        id = event.therapistId();
        account = event.account();
    }

    /** Clinicians speak for themselves only. */
    private void demandOwnUnless(Set<Role> officers, Asked asked) {
        if (!asked.actor().id().equals(account)) {
            asked.demand(officers);
        }
    }
}
