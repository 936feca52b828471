/** Where treatment takes place. */
@NullMarked
package org.anamnesis.events.facility;

import org.jspecify.annotations.NullMarked;
