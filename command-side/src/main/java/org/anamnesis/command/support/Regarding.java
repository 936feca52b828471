package org.anamnesis.command.support;

import org.anamnesis.events.Id;

/**
 * Whose record a command is about.
 *
 * @param id the client's, or that of something in the client's record
 * @param field where in the command it stands
 */
public record Regarding(Id id, String field) {

    static final String PATH = "the id in the path";
}
