package org.anamnesis.events.research;

import java.time.Instant;
import java.util.List;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Sealed;

/** Everything that can happen to a study. */
public sealed interface StudyEvent {

    StudyId studyId();

    /**
     * Data may be handed out for a study, without people in them, after somebody independent has looked at it (42 CFR
     * 2.52).
     *
     * @param title what it is called
     * @param purpose what is to be learned
     * @param key what its pseudonyms and shifts of time are made with; destroyed when it ends
     * @param keyCommitment the SHA-256 of that key, as its data sets' manifests name it
     */
    record StudyApproved(
            StudyId studyId,
            String title,
            String purpose,
            StudyProtocol protocol,
            Sealed key,
            String keyCommitment,
            List<Ground> grounds)
            implements StudyEvent, Grounded {}

    /** It is over. From now on nobody can tell from its data sets who somebody was: its key is destroyed. */
    record StudyEnded(StudyId studyId, Instant endedAt) implements StudyEvent {}
}
