package org.anamnesis.events.care;

import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * How much of the work a modality is meant to have.
 *
 * @param share percent, 0 to 100; none while it is not agreed yet
 */
public record ModalityShare(
        Modality modality,
        @Nullable Integer share,
        @Nullable Sealed rationale) {}
