package org.anamnesis.events.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells whether checkpoints are what was signed. Of those that were found to be once it is not computed again. */
public final class Signatures {

    /** So many are remembered together, by one hash. */
    private static final int TOGETHER = 64;

    /** Above so many hashes it begins to remember anew. */
    private static final int MOST = 1 << 16;

    private final Set<ByteBuffer> known = ConcurrentHashMap.newKeySet();

    /** Those that are not: another text than what their rows say, or not signed with the key that held at their size. */
    List<Checkpoint> forged(KeyChain keys, List<Checkpoint> checkpoints) {
        var forged = new ArrayList<Checkpoint>();
        for (int i = 0; i < checkpoints.size(); i += TOGETHER) {
            var some = checkpoints.subList(i, Math.min(i + TOGETHER, checkpoints.size()));
            var hash = hash(keys, some);
            if (!known.contains(hash)) {
                var before = forged.size();
                some.stream().filter(each -> !keys.signed(each)).forEach(forged::add);
                if (forged.size() == before) {
                    remember(hash);
                }
            }
        }
        return forged;
    }

    private void remember(ByteBuffer hash) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.add(hash);
    }

    /** By all that it depends on. */
    private static ByteBuffer hash(KeyChain keys, List<Checkpoint> checkpoints) {
        var all = new StringBuilder(keys.origin().keys());
        keys.keys()
                .forEach(key -> all.append('\n').append(key.key()).append('\n').append(key.note()));
        for (var each : checkpoints) {
            all.append('\n').append(keys.text(each)).append('\n').append(each.note());
        }
        return ByteBuffer.wrap(Merkle.leaf(all.toString().getBytes(UTF_8)));
    }
}
