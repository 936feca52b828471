package org.anamnesis.events;

import java.util.List;

/** An event that keeps on what grounds it was allowed. */
public interface Grounded {

    List<Ground> grounds();
}
