package org.anamnesis.events.record;

import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * What the work left behind; it is kept elsewhere.
 *
 * @param sha256 the hash of its content, 64 hexadecimal digits
 * @param reference where it is kept
 */
public record Product(
        Form form, @Nullable String sha256, @Nullable Sealed reference) {

    /** What it consists of. */
    public enum Form {
        TEXT,
        IMAGE,
        AUDIO,
        VIDEO
    }
}
