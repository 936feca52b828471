@NullMarked
package org.anamnesis.cli;

import org.jspecify.annotations.NullMarked;
