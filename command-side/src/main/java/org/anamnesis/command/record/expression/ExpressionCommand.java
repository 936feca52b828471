package org.anamnesis.command.record.expression;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.Purpose;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.record.ExpressionId;
import org.anamnesis.events.record.ExpressiveTechnique;
import org.anamnesis.events.record.Product;
import org.anamnesis.events.record.ProposedBy;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of the record of an expression. */
sealed interface ExpressionCommand extends Command {

    ExpressionId expressionId();

    @Override
    default ExpressionId aggregate() {
        return expressionId();
    }

    @Override
    default Set<Role> permitted() {
        return By.CLINICIANS;
    }

    /**
     * A client has given form to feelings in a session.
     *
     * @param outsideReason why a technique outside the therapist's catalogue was used
     * @param meaning what it means, in the client's own words
     * @param proposedBy whose idea it was
     * @param product what the work left behind
     */
    record RecordExpression(
            @MadeIfAbsent @TargetAggregateIdentifier ExpressionId expressionId,
            SessionId sessionId,
            ExpressiveTechnique technique,
            @Nullable Secret outsideReason,
            @NotEmpty @Size(max = 50) List<FeelingTold> feelings,
            @Nullable Secret meaning,
            ProposedBy proposedBy,
            Purpose purpose,
            @Nullable ProductTold product,
            @Nullable Instant occurredAt)
            implements ExpressionCommand {

        @Override
        public Regarding regarding() {
            return new Regarding(sessionId, "sessionId");
        }
    }

    /**
     * A feeling, and how strong it was.
     *
     * @param name its id in the catalogue of feelings
     * @param before strength before, 0 to 10
     * @param after strength after, 0 to 10
     */
    record FeelingTold(
            @InCatalogue String name,
            @Nullable @Min(0) @Max(10) Integer before,
            @Nullable @Min(0) @Max(10) Integer after) {}

    /**
     * What the work left behind; it is kept elsewhere.
     *
     * @param sha256 the hash of its content
     * @param reference where it is kept
     */
    record ProductTold(
            Product.Form form,

            @Nullable @Pattern(regexp = "[0-9a-f]{64}", message = "64 hexadecimal digits are expected")
            String sha256,

            @Nullable Secret reference) {}
}
