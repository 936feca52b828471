package org.anamnesis.command.support;

import java.util.Set;
import org.anamnesis.events.Id;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;

/** Something that can be asked for. */
public interface Command {

    /** The aggregate that decides. */
    Id aggregate();

    /** Who may ask. */
    Set<Role> permitted();

    /** Whose record it is about; none if it is about no client that is there. */
    default @Nullable Regarding regarding() {
        return new Regarding(aggregate(), Regarding.PATH);
    }

    /** Whether it is also for whoever admits a client whom nobody treats yet. */
    default boolean isAdmission() {
        return false;
    }

    /** What the answer is about: what was made, else the aggregate. */
    default Id about() {
        return aggregate();
    }

    /** Whether it overwrites another's judgement, so that whoever asks must say which version was seen. */
    default boolean needsVersion() {
        return false;
    }
}
