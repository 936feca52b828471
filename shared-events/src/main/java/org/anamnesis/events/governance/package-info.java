/** How the practice is governed: what it grants to those outside who look in, and what is found out about its history. */
@NullMarked
package org.anamnesis.events.governance;

import org.jspecify.annotations.NullMarked;
