/** What both sides share: the events' values and envelope. It knows neither side. */
@NullMarked
package org.anamnesis.events;

import org.jspecify.annotations.NullMarked;
