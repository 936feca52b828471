/** The docket: where reports find what they are about, by the time at which it began. */
@NullMarked
package org.anamnesis.query.support.docket;

import org.jspecify.annotations.NullMarked;
