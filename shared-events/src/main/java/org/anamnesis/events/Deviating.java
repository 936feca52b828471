package org.anamnesis.events;

import java.util.List;

/** An event that may depart from what was agreed, and says why. */
public interface Deviating {

    List<Deviation> deviations();
}
