/** What only some tests start, and so lies where nobody scans. */
@NullMarked
package org.anamnesis.planted;

import org.jspecify.annotations.NullMarked;
