/** The rotation of keys, for operators. */
@NullMarked
package org.anamnesis.command.governance.keys;

import org.jspecify.annotations.NullMarked;
