/**
 * Who can read personal texts: a data key for each person and protection class, wrapped by a key that lies outside the
 * database; and who was erased, whose data keys are destroyed for good.
 */
@NullMarked
package org.anamnesis.events.keys;

import org.jspecify.annotations.NullMarked;
