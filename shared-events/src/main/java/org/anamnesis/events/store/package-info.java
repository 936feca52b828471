/**
 * The history on PostgreSQL, and how Axon sees it: the event store, the fence that readers stop at, the news that
 * processes send each other, the time that they share, the pools, the migrations and the guard that refuses to start
 * with less.
 */
@NullMarked
package org.anamnesis.events.store;

import org.jspecify.annotations.NullMarked;
