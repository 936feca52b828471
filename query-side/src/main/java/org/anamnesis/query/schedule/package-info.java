/** The schedule: who meets whom, where and when. */
@NullMarked
package org.anamnesis.query.schedule;

import org.jspecify.annotations.NullMarked;
