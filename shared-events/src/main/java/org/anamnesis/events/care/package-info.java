/** Care as it is given: episodes, treatment plans and sessions. */
@NullMarked
package org.anamnesis.events.care;

import org.jspecify.annotations.NullMarked;
