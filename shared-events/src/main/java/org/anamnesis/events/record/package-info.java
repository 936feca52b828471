/** The clinical record: what came up in the work itself. */
@NullMarked
package org.anamnesis.events.record;

import org.jspecify.annotations.NullMarked;
