/** Reviews of reports: that somebody looks at them, and what they find. */
@NullMarked
package org.anamnesis.command.governance.review;

import org.jspecify.annotations.NullMarked;
