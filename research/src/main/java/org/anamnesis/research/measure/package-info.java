/**
 * New questions to data sets that are there: a measure is one SQL file with a name and a version. It is asked in a DuckDB
 * that holds the data set's tables and can reach nothing else, neither files nor network nor extensions, for a minute at
 * most.
 */
@NullMarked
package org.anamnesis.research.measure;

import org.jspecify.annotations.NullMarked;
