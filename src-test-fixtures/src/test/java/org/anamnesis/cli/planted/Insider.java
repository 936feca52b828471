package org.anamnesis.cli.planted;

import org.anamnesis.query.planted.Peeping;

/** Breaks the rules on purpose: a command line that knows a side. */
public class Insider {

    Peeping knows = new Peeping();
}
