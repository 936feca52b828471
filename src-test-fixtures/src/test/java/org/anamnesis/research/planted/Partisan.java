package org.anamnesis.research.planted;

import org.anamnesis.query.planted.Peeping;

/** Breaks the rules on purpose: research that knows a side. */
public class Partisan {

    Peeping knows = new Peeping();
}
