/** What both sides say the same way over HTTP: who is there, and what went wrong. */
@NullMarked
package org.anamnesis.events.web;

import org.jspecify.annotations.NullMarked;
