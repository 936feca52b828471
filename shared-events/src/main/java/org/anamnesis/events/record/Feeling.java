package org.anamnesis.events.record;

import org.jspecify.annotations.Nullable;

/**
 * A feeling that was expressed, and how strong it was.
 *
 * @param name its id in the catalogue of feelings
 * @param before strength before, 0 to 10
 * @param after strength after, 0 to 10
 */
public record Feeling(
        String name, @Nullable Integer before, @Nullable Integer after) {}
