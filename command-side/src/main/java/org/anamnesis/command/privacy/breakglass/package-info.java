/** Opening a client's record in an emergency, for a while and never without a review. */
@NullMarked
package org.anamnesis.command.privacy.breakglass;

import org.jspecify.annotations.NullMarked;
