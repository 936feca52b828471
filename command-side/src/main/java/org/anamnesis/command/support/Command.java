package org.anamnesis.command.support;

import java.util.Set;
import org.anamnesis.events.Id;
import org.anamnesis.events.web.Role;

/** Something that can be asked for. */
public interface Command {

    /** The aggregate that decides. */
    Id aggregate();

    /** Who may ask. */
    Set<Role> permitted();

    /** What the answer is about: what was made, else the aggregate. */
    default Id about() {
        return aggregate();
    }

    /** Whether it overwrites another's judgement, so that whoever asks must say which version was seen. */
    default boolean needsVersion() {
        return false;
    }
}
