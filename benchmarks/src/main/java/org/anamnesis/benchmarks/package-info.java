/**
 * How fast it is: each measure beside what the machine can do at all, in turns, in one run. No number is told of a run in
 * which an event was lost, doubled or told otherwise by a rebuilt read model.
 */
@NullMarked
package org.anamnesis.benchmarks;

import org.jspecify.annotations.NullMarked;
