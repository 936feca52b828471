package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.anamnesis.events.research.StudyEvent.StudyApproved;
import org.anamnesis.events.research.StudyEvent.StudyEnded;
import org.anamnesis.events.research.StudyId;
import org.anamnesis.events.research.StudyProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A study.
 *
 * @param purpose what is to be learned
 * @param protocol what was approved
 * @param keyCommitment the SHA-256 of the key that its pseudonyms are made with
 * @param endedAt when it was ended, and that key destroyed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StudyNow(
        StudyId studyId,
        State state,
        String title,
        String purpose,
        StudyProtocol protocol,
        String keyCommitment,
        @Nullable Instant endedAt) {

    /** How it stands with a study. */
    enum State {
        RUNNING,
        /** It was approved for no longer; its key is still there. */
        OVER,
        ENDED
    }

    /** As studies are on a day. */
    static Things.Fold<StudyNow> on(LocalDate today) {
        return (before, event, eyes) -> switch (event) {
            case StudyApproved approved ->
                new StudyNow(
                        approved.studyId(),
                        today.isAfter(approved.protocol().ends()) ? State.OVER : State.RUNNING,
                        approved.title(),
                        approved.purpose(),
                        approved.protocol(),
                        approved.keyCommitment(),
                        null);
            case StudyEnded ended -> before == null ? null : before.ended(ended.endedAt());
            default -> before;
        };
    }

    private StudyNow ended(Instant at) {
        return new StudyNow(studyId, State.ENDED, title, purpose, protocol, keyCommitment, at);
    }
}
