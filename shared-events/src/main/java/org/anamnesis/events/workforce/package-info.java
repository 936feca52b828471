/** Who treats, and what entitles them to. */
@NullMarked
package org.anamnesis.events.workforce;

import org.jspecify.annotations.NullMarked;
