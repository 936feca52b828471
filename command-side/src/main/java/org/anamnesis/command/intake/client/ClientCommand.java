package org.anamnesis.command.intake.client;

import jakarta.validation.constraints.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Secret;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.LegalStatus;
import org.anamnesis.events.intake.SexForScoring;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a client's registration. */
sealed interface ClientCommand extends Command {

    ClientId clientId();

    @Override
    default ClientId aggregate() {
        return clientId();
    }

    @Override
    default Set<Role> permitted() {
        return By.RECORDS_AND_RECEPTION;
    }

    /**
     * Somebody becomes a client.
     *
     * @param birthDate a day, such as 1990-04-01
     */
    record RegisterClient(
            @MadeIfAbsent @TargetAggregateIdentifier ClientId clientId,
            Secret name,
            Secret birthDate,
            @Nullable Secret contact,
            @Nullable Secret emergencyContact,
            @Nullable SexForScoring sexForScoring,
            LegalStatus legalStatus,
            Jurisdiction jurisdiction)
            implements ClientCommand {

        public RegisterClient {
            demandDay(birthDate);
        }

        @Override
        public @Nullable Regarding regarding() {
            return null;
        }
    }

    /** What is on file about a client was wrong, or is no longer so: all of it as it is right, what is absent is gone. */
    record CorrectClientDetails(
            @TargetAggregateIdentifier ClientId clientId,
            Secret name,
            Secret birthDate,
            @Nullable Secret contact,
            @Nullable Secret emergencyContact,
            @Nullable SexForScoring sexForScoring,
            LegalStatus legalStatus,
            Jurisdiction jurisdiction)
            implements ClientCommand {

        public CorrectClientDetails {
            demandDay(birthDate);
        }
    }

    /**
     * The client was given the notice of privacy practices.
     *
     * @param version which edition of it
     */
    record GivePrivacyNotice(
            @TargetAggregateIdentifier ClientId clientId,

            @Pattern(
                    regexp = "[A-Za-z0-9._-]{1,40}",
                    message = "up to 40 letters, digits, dots, dashes and underscores are expected")
            String version,

            Moment givenAt)
            implements ClientCommand {}

    /** Keeps a client's record from being erased, e.g. because of a dispute. */
    record PlaceLegalHold(@TargetAggregateIdentifier ClientId clientId, Secret reason) implements ClientCommand {

        @Override
        public Set<Role> permitted() {
            return By.PRIVACY;
        }
    }

    /** Lets it be erased again as the rules have it. */
    record ReleaseLegalHold(@TargetAggregateIdentifier ClientId clientId, Secret reason) implements ClientCommand {

        @Override
        public Set<Role> permitted() {
            return By.PRIVACY;
        }
    }

    private static void demandDay(Secret birthDate) {
        try {
            Moment.inRange(LocalDate.parse(birthDate.reveal()));
        } catch (DateTimeException | IllegalArgumentException noDay) {
            throw new IllegalArgumentException("birthDate is a day such as 1990-04-01");
        }
    }
}
