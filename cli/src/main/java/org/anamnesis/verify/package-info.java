/** The verifier: one file that needs nothing but Java, and that auditors are handed as it is; and what has it judge a database. */
@NullMarked
package org.anamnesis.verify;

import org.jspecify.annotations.NullMarked;
