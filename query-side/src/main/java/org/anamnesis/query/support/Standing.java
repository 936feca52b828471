package org.anamnesis.query.support;

/**
 * How a view stands to the history.
 *
 * @param behind how many events it has not yet taken in
 * @param seconds for how long the oldest of them has been there
 * @param parked how many events wait for somebody to mend something
 */
record Standing(long behind, double seconds, long parked) {}
