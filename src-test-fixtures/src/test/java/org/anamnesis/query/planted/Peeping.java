package org.anamnesis.query.planted;

import org.anamnesis.command.planted.two.NeighbourManager;

/** Breaks the rules on purpose: a view that knows the side that decides. */
public class Peeping {

    NeighbourManager decides = new NeighbourManager();
}
