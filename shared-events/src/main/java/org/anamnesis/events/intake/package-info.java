/** Who the clients are. */
@NullMarked
package org.anamnesis.events.intake;

import org.jspecify.annotations.NullMarked;
