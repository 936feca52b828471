/** Counselling notes: what somebody writes for themselves, apart from the record. */
@NullMarked
package org.anamnesis.command.record.note;

import org.jspecify.annotations.NullMarked;
