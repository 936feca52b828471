package org.anamnesis.events.record;

import java.util.List;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.intake.ClientId;

/** Everything that can happen to a counselling note. */
public sealed interface CounsellingNoteEvent extends AboutClient, Clinical {

    CounsellingNoteId noteId();

    /**
     * Somebody wrote down, for themselves and apart from the record, what was said in counselling (42 CFR 2.11, 45 CFR
     * 164.501).
     *
     * @param author the sign-in that wrote it
     * @param text sealed under a key that nothing else of the client's lies under
     * @param sha256 of the text as it is sealed
     */
    record CounsellingNoteWritten(
            CounsellingNoteId noteId,
            SessionId sessionId,
            ClientId clientId,
            String author,
            Sealed text,
            String sha256,
            Occurred occurred,
            List<Flag> flags)
            implements CounsellingNoteEvent {}
}
