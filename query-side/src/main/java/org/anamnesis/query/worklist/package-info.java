/** The work list: what somebody has to see to. */
@NullMarked
package org.anamnesis.query.worklist;

import org.jspecify.annotations.NullMarked;
