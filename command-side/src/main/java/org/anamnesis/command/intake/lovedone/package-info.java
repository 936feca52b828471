/** Loved ones: who is close to a client. */
@NullMarked
package org.anamnesis.command.intake.lovedone;

import org.jspecify.annotations.NullMarked;
