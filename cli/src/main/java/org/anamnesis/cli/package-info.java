/**
 * The command line: brings records from elsewhere in. It speaks HTTP as any outside program would, and knows neither
 * side's code.
 */
@NullMarked
package org.anamnesis.cli;

import org.jspecify.annotations.NullMarked;
