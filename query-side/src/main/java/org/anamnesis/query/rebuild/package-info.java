/** Read models, made again from the history when an operator asks. */
@NullMarked
package org.anamnesis.query.rebuild;

import org.jspecify.annotations.NullMarked;
