/**
 * The command line: brings records from elsewhere in, and makes data sets for studies. It speaks HTTP as any outside
 * program would, or reads a history with what {@code research} gives it, and knows neither side's code.
 */
@NullMarked
package org.anamnesis.cli;

import org.jspecify.annotations.NullMarked;
