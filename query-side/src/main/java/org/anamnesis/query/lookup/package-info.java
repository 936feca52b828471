/**
 * One thing as it is now: its own events, folded when it is asked for. There is no table to keep, and nothing that could
 * lag; the cost is that of one aggregate's stream.
 */
@NullMarked
package org.anamnesis.query.lookup;

import org.jspecify.annotations.NullMarked;
