/**
 * How a treatment goes, in figures: a client's own events, folded when they are asked for. Each figure names the events
 * that it comes from. There is no table to keep, and nothing that could lag; the cost is that of one client's history.
 */
@NullMarked
package org.anamnesis.query.progress;

import org.jspecify.annotations.NullMarked;
