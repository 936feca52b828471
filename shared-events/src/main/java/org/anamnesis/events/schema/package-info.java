/** How events are stored: their names, revisions and JSON. Names never change; classes may. */
@NullMarked
package org.anamnesis.events.schema;

import org.jspecify.annotations.NullMarked;
