/** What views could not take in: seen, and tried again. */
@NullMarked
package org.anamnesis.query.parking;

import org.jspecify.annotations.NullMarked;
