/** Who from outside was let in to look, and that somebody inside looks at what the reports find. */
@NullMarked
package org.anamnesis.query.oversight;

import org.jspecify.annotations.NullMarked;
