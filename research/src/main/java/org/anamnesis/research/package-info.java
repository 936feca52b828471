/**
 * Plays the history again for a study. The events are read once, in order, and laid down in a DuckDB that is thrown away:
 * ids already replaced by the study's pseudonyms, texts of people never touched. From there on all is SQL: who belongs to
 * the cohort, whether the rest is safe to hand out, and what the tables of the data set hold. So the memory needed does
 * not grow with the history, and the same history gives the same bytes.
 *
 * <p>It knows the events and neither side.
 */
@NullMarked
package org.anamnesis.research;

import org.jspecify.annotations.NullMarked;
