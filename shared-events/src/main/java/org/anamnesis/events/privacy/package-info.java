/** What a client has agreed to, and who was erased. */
@NullMarked
package org.anamnesis.events.privacy;

import org.jspecify.annotations.NullMarked;
