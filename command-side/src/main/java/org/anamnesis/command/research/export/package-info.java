/** Exports of data sets: asked for, made one at a time, and put on record. */
@NullMarked
package org.anamnesis.command.research.export;

import org.jspecify.annotations.NullMarked;
