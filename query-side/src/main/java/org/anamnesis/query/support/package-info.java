/**
 * What every view is made with: a fold over the history, fed in batches that commit together with how far they have
 * come, and questions that wait until a view has seen what they are about.
 */
@NullMarked
package org.anamnesis.query.support;

import org.jspecify.annotations.NullMarked;
