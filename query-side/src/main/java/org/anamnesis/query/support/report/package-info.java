/**
 * How reports are asked for and answered: under two clocks, with their evidence, in several formats, each run and each
 * look on record. What a report tells lies in the slice that tells it.
 */
@NullMarked
package org.anamnesis.query.support.report;

import org.jspecify.annotations.NullMarked;
