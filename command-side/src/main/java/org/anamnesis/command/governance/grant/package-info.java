/** Grants of access: which outside body may read what, for how long, and what becomes of its copies. */
@NullMarked
package org.anamnesis.command.governance.grant;

import org.jspecify.annotations.NullMarked;
