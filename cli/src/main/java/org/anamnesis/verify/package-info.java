/** The verifier: one file that needs nothing but Java, and that auditors are handed as it is. */
@NullMarked
package org.anamnesis.verify;

import org.jspecify.annotations.NullMarked;
