/**
 * The rules of practice, and how they are judged by: pure functions over facts that are folded from events. Decisions judge
 * by them what they look up; whoever judges history again folds the same facts up to any position and asks the same
 * functions, so that the verdict of then and the verdict of now differ in facts and rules only, never in judgement.
 *
 * <p>A {@link org.anamnesis.events.rules.Rule} is one limit, deadline or interval. A
 * {@link org.anamnesis.events.governance.RuleDocument} says what some rules are; documents lie in layers. A
 * {@link org.anamnesis.events.rules.RuleBook} knows which documents are in effect when, and a
 * {@link org.anamnesis.events.rules.RuleProfile} is what they come to together at a moment. A rule that only a newer release
 * knows is passed over; a value that this one can't read stops it, rather than be guessed.
 */
@NullMarked
package org.anamnesis.events.rules;

import org.jspecify.annotations.NullMarked;
