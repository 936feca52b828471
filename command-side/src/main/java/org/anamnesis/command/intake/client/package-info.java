/** Clients: who they are and what they were told. */
@NullMarked
package org.anamnesis.command.intake.client;

import org.jspecify.annotations.NullMarked;
