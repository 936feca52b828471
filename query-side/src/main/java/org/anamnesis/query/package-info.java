/** The side that remembers: events in, answers out. */
@NullMarked
package org.anamnesis.query;

import org.jspecify.annotations.NullMarked;
