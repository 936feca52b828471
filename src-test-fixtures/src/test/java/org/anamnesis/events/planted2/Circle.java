package org.anamnesis.events.planted2;

import org.anamnesis.events.planted.KnowsAFramework;
import org.jspecify.annotations.Nullable;

/** Breaks the rules on purpose: the other half of a circle. */
public record Circle(@Nullable KnowsAFramework back) {}
