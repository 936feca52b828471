@NullMarked
package org.anamnesis.research;

import org.jspecify.annotations.NullMarked;
