/**
 * What every view is made with: a fold over the history, fed in batches that commit together with how far they have
 * come, and questions that wait until a view has seen what they are about.
 *
 * <p>A view is made again in the order of the history, in one pass. Rows are held in memory up to a number and then
 * copied; an event for a row that was copied has it read again by its key. So a view that fits into memory is never read,
 * and one that does not costs a look into an index for each key of a batch. The segments are taken over before the swap
 * and are free for anybody right after it, not only when a claim has timed out: {@link
 * org.anamnesis.query.support.OwnedTokens} keeps late batches from coming back, so views stand still for a moment only.
 */
@NullMarked
package org.anamnesis.query.support;

import org.jspecify.annotations.NullMarked;
