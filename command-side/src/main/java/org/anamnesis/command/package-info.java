/** The side that decides: commands in, events out. */
@NullMarked
package org.anamnesis.command;

import org.jspecify.annotations.NullMarked;
