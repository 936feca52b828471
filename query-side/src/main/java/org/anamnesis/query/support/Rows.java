package org.anamnesis.query.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.events.Recorded;
import org.jspecify.annotations.Nullable;

/** Where a fold's rows are kept: many are read or written at once. */
interface Rows<K, R extends Record> {

    Map<K, R> load(Collection<K> keys);

    void save(Collection<R> rows);

    void delete(Collection<K> keys);

    /** Folds a batch in, live and in a rebuild alike. */
    default void foldIn(List<Recorded<?>> batch, Fold<K, R> fold) {
        var keys = new HashSet<K>();
        batch.forEach(recorded -> keys.addAll(fold.keys(recorded)));
        if (keys.isEmpty()) {
            return;
        }
        var before = load(keys);
        var after = new LinkedHashMap<K, @Nullable R>(before);
        for (var recorded : batch) {
            for (var key : fold.keys(recorded)) {
                after.put(key, fold.fold(after.get(key), recorded));
            }
        }
        var gone = new ArrayList<K>();
        var changed = new ArrayList<R>();
        after.forEach((key, row) -> {
            if (row == null) {
                gone.add(key);
            } else if (!row.equals(before.get(key))) {
                changed.add(row);
            }
        });
        delete(gone);
        save(changed);
    }
}
