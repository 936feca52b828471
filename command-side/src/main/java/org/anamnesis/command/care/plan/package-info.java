/** Treatment plans: needs, goals, modalities, rhythm, and how they change. */
@NullMarked
package org.anamnesis.command.care.plan;

import org.jspecify.annotations.NullMarked;
