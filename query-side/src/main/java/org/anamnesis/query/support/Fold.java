package org.anamnesis.query.support;

import java.util.Collection;
import org.anamnesis.events.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * A view of the history: rows that events are folded into, live and in a rebuild alike. It decides nothing, looks nothing
 * up and knows no clock, so that the same history always gives the same rows.
 *
 * @param <K> a row's key
 * @param <R> a row: a record whose first component is the key
 */
public interface Fold<K, R extends Record> {

    /** Whose rows an event concerns. */
    Collection<K> keys(Recorded<?> recorded);

    /** A row after an event; none where the row is gone, or never was. */
    @Nullable
    R fold(@Nullable R row, Recorded<?> recorded);

    /** The record that rows are. */
    Class<R> row();
}
