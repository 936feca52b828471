/** Rules: which documents a practice goes by, and what they come to together at a moment. */
@NullMarked
package org.anamnesis.query.rules;

import org.jspecify.annotations.NullMarked;
