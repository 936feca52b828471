/** Both sides in one process: what a newcomer starts and what a small practice runs. It knows both, and decides nothing. */
@NullMarked
package org.anamnesis.standalone;

import org.jspecify.annotations.NullMarked;
