/** Consents: what clients agree to. */
@NullMarked
package org.anamnesis.command.privacy.consent;

import org.jspecify.annotations.NullMarked;
