/** Episodes of care: from admission to discharge. */
@NullMarked
package org.anamnesis.command.care.episode;

import org.jspecify.annotations.NullMarked;
