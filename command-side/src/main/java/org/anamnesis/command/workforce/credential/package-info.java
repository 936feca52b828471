/** Credentials: what entitles therapists to practise. */
@NullMarked
package org.anamnesis.command.workforce.credential;

import org.jspecify.annotations.NullMarked;
