/** Opening a client's record in an emergency, for an hour and never without a review. */
@NullMarked
package org.anamnesis.command.privacy.breakglass;

import org.jspecify.annotations.NullMarked;
