/** The audit trail: the untouched history of a client, in words. */
@NullMarked
package org.anamnesis.query.audit;

import org.jspecify.annotations.NullMarked;
