package org.anamnesis.query.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.jspecify.annotations.Nullable;

/** Which events of a client's record put which others right. */
final class Corrections {

    private final Map<UUID, UUID> correctedBy = new HashMap<>();
    private final Map<UUID, UUID> corrects = new HashMap<>();

    private Corrections() {}

    /** Reads the events of a client's registration. */
    static Corrections in(List<Recorded<?>> registration) {
        var corrections = new Corrections();
        Recorded<?> last = null;
        for (var recorded : registration) {
            if (recorded.event() instanceof ClientDetailsCorrected && last != null) {
                corrections.correctedBy.put(last.eventId(), recorded.eventId());
                corrections.corrects.put(recorded.eventId(), last.eventId());
            }
            if (recorded.event() instanceof ClientDetailsCorrected || recorded.event() instanceof ClientRegistered) {
                last = recorded;
            }
        }
        return corrections;
    }

    @Nullable
    UUID correction(UUID eventId) {
        return correctedBy.get(eventId);
    }

    @Nullable
    UUID corrected(UUID eventId) {
        return corrects.get(eventId);
    }
}
