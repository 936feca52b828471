package org.anamnesis.events;

/** Who may ever decrypt a text; each person has a data key of its own for each class that concerns them. */
public enum Protection {
    /** Who somebody is and when they are seen: staff by role. */
    NORMAL,
    /** Anything that shows treatment for substance use: the treating team (42 CFR part 2). */
    PART2,
    /** Who somebody is who is close to a client, and what they say: theirs, not the client's. */
    LOVED_ONE,
    /** What a counsellor wrote down apart from the record: its author (42 CFR 2.11, 45 CFR 164.501). */
    COUNSELLING_NOTE,
    /** What concerns staff as employees and licence holders. */
    WORKFORCE
}
