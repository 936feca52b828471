/** The integrity of the history: it is sealed here, and watched. */
@NullMarked
package org.anamnesis.command.governance.integrity;

import org.jspecify.annotations.NullMarked;
