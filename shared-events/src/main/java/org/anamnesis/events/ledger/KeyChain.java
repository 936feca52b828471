package org.anamnesis.events.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a ledger, one after the other. Each but the first is vouched for by the one before, which says from which
 * size of each log on checkpoints bear the new one's signature instead of its own.
 */
record KeyChain(Origin origin, List<KnownKey> keys) {

    /** What a key says about its successor. */
    static String vouching(Origin origin, int number, VerifyingKey key, long events, long looks, Instant at) {
        return String.join(
                "\n",
                origin.keys(),
                "key " + number,
                key.written(origin.keys()),
                Log.EVENTS.written() + " " + events,
                Log.LOOKS.written() + " " + looks,
                "signed " + at,
                "");
    }

    VerifyingKey first() {
        return keys.getFirst().key();
    }

    /** The number of the first key that is not vouched for as it has to be; none if all are. */
    @Nullable
    Integer unvouched() {
        for (int i = 1; i < keys.size(); i++) {
            if (!isVouched(keys.get(i), keys.get(i - 1))) {
                return keys.get(i).number();
            }
        }
        return null;
    }

    private boolean isVouched(KnownKey key, KnownKey before) {
        try {
            var note = Note.read(String.valueOf(key.note()));
            var lines = note.text().split("\n", -1);
            return lines.length == 7
                    && key.number() == before.number() + 1
                    && lines[1].equals("key " + key.number())
                    && lines[2].equals(key.key().written(origin.keys()))
                    && before.key().signed(origin.keys(), note)
                    && key.key().signed(origin.keys(), note)
                    && from(key, Log.EVENTS) >= from(before, Log.EVENTS)
                    && from(key, Log.LOOKS) >= from(before, Log.LOOKS);
        } catch (IllegalArgumentException noNote) {
            return false;
        }
    }

    /** The size above which a log's checkpoints bear a key's signature. */
    private static long from(KnownKey key, Log log) {
        if (key.note() == null) {
            return -1;
        }
        var line = Note.read(key.note()).text().split("\n", -1)[log == Log.EVENTS ? 3 : 4];
        if (!line.startsWith(log.written() + " ")) {
            throw new IllegalArgumentException("the size of each log is expected");
        }
        return Long.parseLong(line.substring(log.written().length() + 1));
    }

    /** What a checkpoint's note has to say, by all that is kept beside it. */
    String text(Checkpoint checkpoint) {
        return Checkpoint.text(
                origin.of(checkpoint.log()),
                checkpoint.size(),
                checkpoint.position(),
                checkpoint.root(),
                checkpoint.signedAt());
    }

    /** Whether a checkpoint says what it has to, and bears the signature of the key that held at its size. */
    boolean signed(Checkpoint checkpoint) {
        try {
            var holder = keys.getFirst();
            for (var key : keys) {
                if (checkpoint.size() > from(key, checkpoint.log())) {
                    holder = key;
                }
            }
            var note = Note.read(checkpoint.note());
            return note.text().equals(text(checkpoint)) && holder.key().signed(origin.of(checkpoint.log()), note);
        } catch (IllegalArgumentException noNote) {
            return false;
        }
    }
}
