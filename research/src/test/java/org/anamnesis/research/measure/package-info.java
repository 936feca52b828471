@NullMarked
package org.anamnesis.research.measure;

import org.jspecify.annotations.NullMarked;
