package org.anamnesis.research;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import org.anamnesis.events.Id;
import org.anamnesis.events.Recent;

/** Who and what is called how in a study: the same in all its data sets, and unlike in any other study. */
final class Pseudonyms {

    private static final int REMEMBERED = 100_000;
    private static final byte NAME = 'n';
    private static final byte SHIFT = 's';
    private static final int WEEKS = 26;
    private static final int DAYS = 7;

    private final Mac mac;
    private final Map<UUID, UUID> remembered = new Recent<>(REMEMBERED);

    Pseudonyms(StudyKey key) {
        this.mac = key.mac();
    }

    /** The first half of the id's HMAC. */
    UUID of(UUID id) {
        var hash = hash(NAME, id);
        return new UUID(hash.getLong(), hash.getLong());
    }

    UUID of(Id id) {
        return of(id.value());
    }

    /** The same, for what comes up again and again. */
    UUID known(Id id) {
        return remembered.computeIfAbsent(id.value(), this::of);
    }

    /** By how many days a client's times are moved: a number of weeks, up to half a year to either side, never none. */
    int shift(Id client) {
        var weeks = (int) Long.remainderUnsigned(hash(SHIFT, client.value()).getLong(), 2 * WEEKS) - WEEKS;
        return DAYS * (weeks < 0 ? weeks : weeks + 1);
    }

    private ByteBuffer hash(byte purpose, UUID id) {
        return ByteBuffer.wrap(mac.doFinal(ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(purpose)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array()));
    }
}
