package org.anamnesis.query.lookup;

import java.time.Instant;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.record.CounsellingNoteEvent.CounsellingNoteWritten;
import org.anamnesis.events.record.CounsellingNoteId;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A counselling note. For whoever may not read it there is none.
 *
 * @param author the sign-in that wrote it
 */
record CounsellingNoteNow(
        CounsellingNoteId noteId,
        SessionId sessionId,
        ClientId clientId,
        String author,
        String text,
        Instant writtenAt) {

    static @Nullable CounsellingNoteNow fold(@Nullable CounsellingNoteNow before, Object event, Eyes eyes) {
        if (!(event instanceof CounsellingNoteWritten written)) {
            return before;
        }
        var text = eyes.readBy(written.author(), written.text());
        return text == null
                ? null
                : new CounsellingNoteNow(
                        written.noteId(),
                        written.sessionId(),
                        written.clientId(),
                        written.author(),
                        text,
                        written.occurred().at());
    }
}
