/** What a client has agreed to. */
@NullMarked
package org.anamnesis.events.privacy;

import org.jspecify.annotations.NullMarked;
