/** Sessions: from the booking to the end. */
@NullMarked
package org.anamnesis.command.care.session;

import org.jspecify.annotations.NullMarked;
