package org.anamnesis.command.research.study;

import jakarta.validation.constraints.Pattern;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.research.StudyId;
import org.anamnesis.events.research.StudyProtocol;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Problem.Fault;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a study. */
sealed interface StudyCommand extends Command {

    StudyId studyId();

    @Override
    default StudyId aggregate() {
        return studyId();
    }

    @Override
    default Set<Role> permitted() {
        return By.PRIVACY;
    }

    /** It is about clients in general, and part of nobody's record. */
    @Override
    default @Nullable Regarding regarding() {
        return null;
    }

    /**
     * Data may be handed out for a study.
     *
     * @param title what it is called
     * @param purpose what is to be learned
     * @param protocol what was approved; nothing else is ever handed out for it
     */
    record ApproveStudy(
            @MadeIfAbsent @TargetAggregateIdentifier StudyId studyId,

            @Pattern(regexp = "[\\p{L}\\p{N}]" + WORDS + "{0,119}", message = "up to 120" + WORDS_EXPECTED)
            String title,

            @Pattern(regexp = "[\\p{L}\\p{N}]" + WORDS + "{0,399}", message = "up to 400" + WORDS_EXPECTED)
            String purpose,

            StudyProtocol protocol)
            implements StudyCommand {

        /** It says nothing about anybody, so it need not be sealed; it is short, so that it stays so. */
        static final String WORDS = "[\\p{L}\\p{N} §.,;:()/&?%’'-]";

        static final String WORDS_EXPECTED = " letters, digits, blanks and § . , ; : ( ) / & ? % ' - are expected";

        public ApproveStudy {
            var faults = protocol.faults();
            if (!faults.isEmpty()) {
                throw Problem.malformed(faults.entrySet().stream()
                        .map(fault -> new Fault("/protocol" + fault.getKey(), fault.getValue()))
                        .toList());
            }
        }
    }

    /** It is over: nothing more is handed out, what lies ready is deleted, and its key is destroyed. */
    record EndStudy(@TargetAggregateIdentifier StudyId studyId) implements StudyCommand {}
}
