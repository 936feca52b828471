package org.anamnesis.events;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was used last, up to so many. For one thread at a time.
 *
 * @param <K> a key
 * @param <V> what is kept under it
 */
public final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    private final int most;

    public Recent(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
