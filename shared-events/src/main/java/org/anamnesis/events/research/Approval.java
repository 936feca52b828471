package org.anamnesis.events.research;

import java.time.LocalDate;

/**
 * What somebody independent has said to a study.
 *
 * @param body who, e.g. a review board
 * @param reference under which it is found there
 */
public record Approval(String body, String reference, LocalDate date) {}
