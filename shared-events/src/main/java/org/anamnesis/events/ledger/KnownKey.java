package org.anamnesis.events.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that checkpoints were or are signed with.
 *
 * @param note by which the key before it vouches for it; none for the first
 */
record KnownKey(int number, VerifyingKey key, @Nullable String note, Instant since) {}
