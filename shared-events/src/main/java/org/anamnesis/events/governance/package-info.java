/** How the practice is governed: what it grants to those outside who look in. */
@NullMarked
package org.anamnesis.events.governance;

import org.jspecify.annotations.NullMarked;
