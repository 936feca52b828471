package org.anamnesis.events;

import java.util.List;

/** An event of clinical work: it has a time of its own, apart from when it was written down. */
public interface Clinical extends Dated {

    /** What a reader should notice about it. */
    List<Flag> flags();
}
