/** A way into the command side beside its controllers, for what measures it. */
@NullMarked
package org.anamnesis.command.care.session;

import org.jspecify.annotations.NullMarked;
