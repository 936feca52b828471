/** Expressions: feelings given form in a session. */
@NullMarked
package org.anamnesis.command.record.expression;

import org.jspecify.annotations.NullMarked;
