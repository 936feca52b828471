/**
 * What every slice decides with: how a request becomes a command, how a decision says no and why it said yes, and the
 * one transaction around it.
 */
@NullMarked
package org.anamnesis.command.support;

import org.jspecify.annotations.NullMarked;
