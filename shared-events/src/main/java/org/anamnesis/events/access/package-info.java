/** Who may see and do what: one decision, what it looks up, and the record of every look. */
@NullMarked
package org.anamnesis.events.access;

import org.jspecify.annotations.NullMarked;
