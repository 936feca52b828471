/** Erasures: whose keys are destroyed for good, who asked for it, and who confirmed it. */
@NullMarked
package org.anamnesis.command.privacy.erasure;

import org.jspecify.annotations.NullMarked;
