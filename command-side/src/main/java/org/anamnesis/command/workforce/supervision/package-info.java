/** Supervision: who looks over whose work. */
@NullMarked
package org.anamnesis.command.workforce.supervision;

import org.jspecify.annotations.NullMarked;
