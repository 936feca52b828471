/** How the practice is governed: the rules it goes by, what it grants to those outside, and what is found out about its history. */
@NullMarked
package org.anamnesis.events.governance;

import org.jspecify.annotations.NullMarked;
