/** An empty web application, to start beside the product. */
@NullMarked
package org.anamnesis.benchmarks.empty;

import org.jspecify.annotations.NullMarked;
