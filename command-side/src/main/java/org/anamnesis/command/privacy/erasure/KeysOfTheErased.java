package org.anamnesis.command.privacy.erasure;

import org.anamnesis.events.Recorded;
import org.anamnesis.events.keys.Erasures;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.anamnesis.events.research.StudyEvent.StudyEnded;
import org.anamnesis.events.store.InTransaction;
import org.springframework.stereotype.Component;

/** Destroys the keys of whoever is erased, and of a study that ends, in the transaction that records it. */
@Component
final class KeysOfTheErased implements InTransaction {

    private final Erasures erasures;

    KeysOfTheErased(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case SubjectErased event -> erasures.erase(event.subjectId().value(), recorded.recordedAt());
            case StudyEnded event -> erasures.erase(event.studyId().value(), recorded.recordedAt());
            default -> {}
        }
    }
}
