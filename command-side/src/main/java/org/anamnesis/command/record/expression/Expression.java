package org.anamnesis.command.record.expression;

import static org.anamnesis.command.record.expression.ExpressionRefusal.CONSENT_MISSING;
import static org.anamnesis.command.record.expression.ExpressionRefusal.OUTSIDE_CATALOGUE;
import static org.anamnesis.command.record.expression.ExpressionRefusal.OUTSIDE_SESSION;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.EXPRESSION_MEANING;
import static org.anamnesis.events.Label.OUTSIDE_REASON;
import static org.anamnesis.events.Label.PRODUCT_REFERENCE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import org.anamnesis.command.record.expression.ExpressionCommand.RecordExpression;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.When;
import org.anamnesis.command.support.facts.Consents;
import org.anamnesis.command.support.facts.Places;
import org.anamnesis.command.support.facts.Sessions;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.record.ExpressionEvent.ExpressionRecorded;
import org.anamnesis.events.record.ExpressionId;
import org.anamnesis.events.record.Feeling;
import org.anamnesis.events.record.Product;
import org.anamnesis.events.record.Product.Form;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Feelings that a client gave form to in a session. */
@Aggregate
class Expression {

    private static final Set<Form> RECORDINGS = EnumSet.of(Form.AUDIO, Form.VIDEO);
    private static final Set<String> DID_NOT_TAKE_PLACE = Set.of("CANCELLED", "NO_SHOW");

    @AggregateIdentifier
    private @Nullable ExpressionId id;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(RecordExpression ask, Asked asked, Sessions sessions, Places places, Consents consents, Vault vault) {
        var session = sessions.get(asked.clinic(), ask.sessionId(), "sessionId");
        var client = session.clientId();
        var zone = places.get(asked.clinic(), session.placeId(), "placeId").zone();
        var when = asked.at(ask.occurredAt(), zone);
        var product = ask.product();
        var verdict = Verdict.by(
                        asked.rules(),
                        ILLEGAL_STATE.unless(Fact.that(
                                !DID_NOT_TAKE_PLACE.contains(session.state()),
                                "",
                                "the session did not take place; it is " + session.state())),
                        when.past(),
                        CONSENT_MISSING.unless(
                                product == null || !RECORDINGS.contains(product.form())
                                        ? Fact.holds("")
                                        : consents.holds(
                                                asked.clinic(), client, ConsentType.RECORDING, when.at(), zone)))
                .orRefuse();
        var found = Verdict.by(
                asked.rules(),
                OUTSIDE_SESSION.unless(inSession(session, when)),
                OUTSIDE_CATALOGUE.unless(
                        Fact.that(ask.outsideReason() == null, "", "a technique outside the therapist's catalogue")));
        var flags = new ArrayList<>(found.flags());
        flags.addAll(when.lateness());
        apply(new ExpressionRecorded(
                ask.expressionId(),
                ask.sessionId(),
                client,
                ask.technique(),
                vault.sealIfGiven(client, ask.expressionId(), OUTSIDE_REASON, ask.outsideReason()),
                Feelings.ID,
                ask.feelings().stream()
                        .map(told -> new Feeling(told.name(), told.before(), told.after()))
                        .toList(),
                vault.sealIfGiven(client, ask.expressionId(), EXPRESSION_MEANING, ask.meaning()),
                ask.proposedBy(),
                ask.purpose(),
                product == null
                        ? null
                        : new Product(
                                product.form(),
                                product.sha256(),
                                vault.sealIfGiven(client, ask.expressionId(), PRODUCT_REFERENCE, product.reference())),
                verdict.grounds(),
                when.occurred(),
                flags));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(ExpressionRecorded event) {
        id = event.expressionId();
    }

    private static Fact inSession(Sessions.Known session, When when) {
        if (session.startedAt() == null) {
            return Fact.fails("the session had not begun");
        }
        return Fact.that(
                !when.at().isBefore(session.startedAt())
                        && (session.endedAt() == null || !when.at().isAfter(session.endedAt())),
                "",
                "before the session began or after it ended");
    }
}
