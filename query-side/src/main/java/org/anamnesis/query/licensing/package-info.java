/** What licensing boards ask: whether what was done was in order, then and by all that is known now. */
@NullMarked
package org.anamnesis.query.licensing;

import org.jspecify.annotations.NullMarked;
