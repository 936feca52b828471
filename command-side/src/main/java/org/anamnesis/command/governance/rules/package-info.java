/**
 * Rules: which documents a practice goes by, and from when to when. What rules there are, and how documents come together,
 * is in {@code events.rules}. Each decision asks for the rules of its moment; how it gets them without paying for it is
 * said in {@code RuleProfiles}, beside the other facts.
 */
@NullMarked
package org.anamnesis.command.governance.rules;

import org.jspecify.annotations.NullMarked;
