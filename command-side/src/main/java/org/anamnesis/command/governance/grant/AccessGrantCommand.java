package org.anamnesis.command.governance.grant;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Secret;
import org.anamnesis.events.governance.AccessGrantId;
import org.anamnesis.events.governance.GrantPurpose;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.governance.Scope;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a grant of access. */
sealed interface AccessGrantCommand extends Command {

    AccessGrantId grantId();

    @Override
    default AccessGrantId aggregate() {
        return grantId();
    }

    @Override
    default Set<Role> permitted() {
        return By.PRIVACY;
    }

    /** It may open many clients' data, and is part of nobody's record. */
    @Override
    default @Nullable Regarding regarding() {
        return null;
    }

    /**
     * An outside body is to read some reports for a time.
     *
     * @param body which authority or organisation
     * @param recipient who it is there
     * @param undertakingSignedAt when it undertook in writing how it will use what it reads; without it nothing is granted
     * @param undertaking what it undertook, or where that is kept
     * @param from when it begins; now if absent
     * @param until when it is over
     * @param copies whether what is read may be taken along
     * @param identities whether it tells who people are
     * @param destroyBy the last day on which copies may be kept
     */
    record GrantAccess(
            @MadeIfAbsent @TargetAggregateIdentifier AccessGrantId grantId,

            @Pattern(
                    regexp = "[\\p{L}\\p{N}][\\p{L}\\p{N} .,()/&'’:-]{0,119}",
                    message = "the name of a body is expected, up to 120 letters, digits and . , ( ) / & ' : -")
            String body,

            Secret recipient,
            GrantPurpose purpose,
            @Nullable Moment undertakingSignedAt,
            @Nullable Secret undertaking,
            ScopeAsked scope,
            @Nullable Moment from,
            Moment until,
            boolean copies,
            boolean identities,
            @Nullable LocalDate destroyBy)
            implements AccessGrantCommand {}

    /**
     * What is to be opened. Lists are given even where they limit nothing, so that nothing is opened by leaving them out.
     *
     * @param therapists whose work; everybody's if empty
     * @param clients whose records; everybody's if empty
     * @param from the first day of sessions; without it there is no first
     * @param to the first day that is too late
     * @param reports by their numbers
     */
    record ScopeAsked(
            @Size(max = 200) List<TherapistId> therapists,
            @Size(max = 200) List<ClientId> clients,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @NotEmpty List<ReportId> reports) {

        public ScopeAsked {
            if (from != null && to != null && !from.isBefore(to)) {
                throw new IllegalArgumentException("to lies after from");
            }
        }

        Scope scope() {
            return new Scope(
                    therapists.stream().distinct().toList(),
                    clients.stream().distinct().toList(),
                    from,
                    to,
                    reports.stream().map(ReportId::written).distinct().toList());
        }
    }

    /** It opens nothing any more, at once. */
    record EndAccessGrant(@TargetAggregateIdentifier AccessGrantId grantId, Secret reason)
            implements AccessGrantCommand {}

    /**
     * The body has destroyed its copies.
     *
     * @param occurredAt when; now if absent
     * @param note how that is known
     */
    record ConfirmDestruction(
            @TargetAggregateIdentifier AccessGrantId grantId,
            @Nullable Moment occurredAt,
            @Nullable Secret note) implements AccessGrantCommand {}
}
