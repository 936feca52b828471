package org.anamnesis.command.support;

import java.util.List;
import org.anamnesis.events.Recorded;

/** What the practice does by itself because of something that happened. */
public interface Policy {

    /** What is to be asked because of an event: nothing because of most. */
    List<? extends Command> because(Recorded<?> recorded, Asked asked);
}
