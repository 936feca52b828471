/** The timeline of a client: what happened, in words, in clinical order. */
@NullMarked
package org.anamnesis.query.timeline;

import org.jspecify.annotations.NullMarked;
