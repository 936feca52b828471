/** Places: where treatment may take place. */
@NullMarked
package org.anamnesis.command.facility.place;

import org.jspecify.annotations.NullMarked;
