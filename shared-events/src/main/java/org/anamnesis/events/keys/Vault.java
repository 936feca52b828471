package org.anamnesis.events.keys;

import java.util.UUID;
import org.anamnesis.events.Id;
import org.anamnesis.events.Label;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.Secret;
import org.jspecify.annotations.Nullable;

/** Seals texts under their subjects' keys, and opens them again. */
public interface Vault {

    /** What stands where a text can no longer be read, because its key was destroyed. */
    String ERASED = "[erased]";

    /** What stands where a text was altered, or moved here from elsewhere; it is never somebody else's. */
    String DAMAGED = "[damaged]";

    /**
     * Seals a text; makes the subject's key if there is none yet. For somebody who was erased there never is one again,
     * and the command is refused.
     *
     * @param subject whose text it is
     * @param aggregate in which stream it is kept
     */
    Sealed seal(Id subject, Id aggregate, Label label, Secret text);

    default @Nullable Sealed sealIfGiven(Id subject, Id aggregate, Label label, @Nullable Secret text) {
        return text == null ? null : seal(subject, aggregate, label, text);
    }

    /** The text, or {@link #ERASED} when its key is gone, or {@link #DAMAGED}. */
    String open(Sealed sealed, UUID aggregate);
}
