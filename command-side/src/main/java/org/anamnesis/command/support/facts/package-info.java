/**
 * Facts that more than one slice decides on. Each table is kept by the events themselves, in the transaction that
 * appends them; a decision locks the rows it reads, so that whoever changes them waits or is seen.
 */
@NullMarked
package org.anamnesis.command.support.facts;

import org.jspecify.annotations.NullMarked;
