/** What history is played again for: studies, who is looked at in them, and how nobody can be traced in what they get. */
@NullMarked
package org.anamnesis.events.research;

import org.jspecify.annotations.NullMarked;
