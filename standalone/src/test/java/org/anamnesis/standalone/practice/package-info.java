/**
 * A practice made up from a seed: its therapists, places and clients live for months or years, and all that happens is
 * told over HTTP by those who would tell it. The same seed tells the same story, to the minute.
 *
 * <p>{@link org.anamnesis.standalone.practice.Agenda} says what happens when. Whatever others might want too (places,
 * hours, credentials, a colleague's time) is the office's matter, one thing after the other; what concerns one client
 * alone goes on beside the rest.
 */
@NullMarked
package org.anamnesis.standalone.practice;

import org.jspecify.annotations.NullMarked;
