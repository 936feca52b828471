/** Studies: for which data may be handed out, without people in them. */
@NullMarked
package org.anamnesis.command.research.study;

import org.jspecify.annotations.NullMarked;
