package org.anamnesis.query.support;

import java.util.function.BooleanSupplier;
import org.anamnesis.events.governance.Scope;

/** What limits a look that is taken by a grant of access. */
record UnderGrant(Scope scope, boolean mayCopy, BooleanSupplier isStillOpen) {}
