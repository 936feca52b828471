package org.anamnesis.events;

import java.util.List;
import java.util.UUID;

/**
 * A reason why a decision was allowed, as known when it was made.
 *
 * @param check what was asked, e.g. {@code CREDENTIAL}
 * @param basis what the answer rested on, in words without personal data
 * @param ruleProfile the rules it was judged by, as {@code name@version}
 * @param evidence ids of the events that made the fact
 */
public record Ground(String check, String basis, String ruleProfile, List<UUID> evidence) {}
