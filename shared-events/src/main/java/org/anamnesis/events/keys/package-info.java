/**
 * Who can read personal texts: a data key for each person and protection class, wrapped by a key file that lies outside
 * the database.
 */
@NullMarked
package org.anamnesis.events.keys;

import org.jspecify.annotations.NullMarked;
