package org.anamnesis.command.record.note;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.anamnesis.events.Label.COUNSELLING_NOTE_TEXT;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.anamnesis.command.record.note.CounsellingNoteCommand.WriteCounsellingNote;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Places;
import org.anamnesis.command.support.facts.Sessions;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.record.CounsellingNoteEvent.CounsellingNoteWritten;
import org.anamnesis.events.record.CounsellingNoteId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A note that its author alone reads. */
@Aggregate
class CounsellingNote {

    @AggregateIdentifier
    private @Nullable CounsellingNoteId id;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(WriteCounsellingNote ask, Asked asked, Sessions sessions, Places places, Vault vault) {
        var session = sessions.get(asked.clinic(), ask.sessionId(), "sessionId");
        var zone = places.get(asked.clinic(), session.placeId(), "placeId").zone();
        var when = asked.at(ask.occurredAt(), zone);
        Verdict.by(asked.rules(), when.past()).orRefuse();
        var text = vault.seal(session.clientId(), ask.noteId(), COUNSELLING_NOTE_TEXT, ask.text());
        apply(new CounsellingNoteWritten(
                ask.noteId(),
                ask.sessionId(),
                session.clientId(),
                asked.actor().id(),
                text,
                sha256(text),
                when.occurred(),
                when.lateness()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(CounsellingNoteWritten event) {
        id = event.noteId();
    }

    private static String sha256(Sealed text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(text.ciphertext().getBytes(US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
