package org.anamnesis.events;

import java.util.UUID;

/**
 * A text that only the holder of its subject's data key can read: authenticated encryption, bound to the subject, the
 * aggregate it was said in, the protection class and the label. It cannot be moved elsewhere and stay readable.
 *
 * @param subject whose text it is: the person (or place) under whose key it lies
 * @param label what it is, e.g. {@code client.name}; stable for ever
 * @param ciphertext base64url without padding
 */
public record Sealed(UUID subject, Protection protection, String label, String ciphertext) {}
