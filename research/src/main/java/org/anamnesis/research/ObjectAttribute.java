package org.anamnesis.research;

import static org.anamnesis.research.ColumnType.BOOLEAN;
import static org.anamnesis.research.ColumnType.INTEGER;
import static org.anamnesis.research.ColumnType.TEXT;

import java.util.Locale;

/** What is told of an object, whatever happened to it. */
enum ObjectAttribute {
    LEGAL_STATUS(TEXT, "Client", "who decides for them"),
    JURISDICTION(TEXT, "Client", "where they live, a state at most"),
    SERVICE_TYPE(TEXT, "Episode", "which service it is for"),
    REFERRAL_SOURCE(TEXT, "Episode", "who sent the client"),
    FORMAT(TEXT, "Session", "who meets, and whether in one room"),
    VERSION(INTEGER, "Plan", "its version, from 1"),
    MEASURABLE(BOOLEAN, "Goal", "whether measure, target and day are named"),
    RELATION(TEXT, "LovedOne", "what they are to the client"),
    KIND(TEXT, "Place", "what sort of place it is");

    private final ColumnType type;
    private final String of;
    private final String meaning;

    ObjectAttribute(ColumnType type, String of, String meaning) {
        this.type = type;
        this.of = of;
        this.meaning = meaning;
    }

    /** As the tables have it. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    ColumnType type() {
        return type;
    }

    /** Of which type of object it is told. */
    String of() {
        return of;
    }

    String meaning() {
        return meaning;
    }
}
