/** What a privacy officer looks into: emergencies in which a record was opened. */
@NullMarked
package org.anamnesis.query.privacy;

import org.jspecify.annotations.NullMarked;
