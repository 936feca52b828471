package org.anamnesis.command.record.note;

import java.time.Instant;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.record.CounsellingNoteId;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a counselling note. */
sealed interface CounsellingNoteCommand extends Command {

    CounsellingNoteId noteId();

    @Override
    default CounsellingNoteId aggregate() {
        return noteId();
    }

    @Override
    default Set<Role> permitted() {
        return By.CLINICIANS;
    }

    /** Somebody who treats writes down for themselves what was said. It is no substitute for the record. */
    record WriteCounsellingNote(
            @MadeIfAbsent @TargetAggregateIdentifier CounsellingNoteId noteId,
            SessionId sessionId,
            Secret text,
            @Nullable Instant occurredAt)
            implements CounsellingNoteCommand {

        @Override
        public Regarding regarding() {
            return new Regarding(sessionId, "sessionId");
        }
    }
}
