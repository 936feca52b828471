/** Therapists: who works here. */
@NullMarked
package org.anamnesis.command.workforce.therapist;

import org.jspecify.annotations.NullMarked;
