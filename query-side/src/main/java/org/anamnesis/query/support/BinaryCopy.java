package org.anamnesis.query.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Rows on their way into a table, as PostgreSQL's binary COPY has them. */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int BUFFER = 1 << 16;
    private static final long SECONDS_UNTIL_2000 = 946_684_800;

    private final DataOutputStream out;

    BinaryCopy(PGConnection connection, String into) throws IOException {
        try {
            out = new DataOutputStream(new PGCopyOutputStream(connection, into, BUFFER));
        } catch (SQLException refused) {
            throw new IOException(refused);
        }
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
    }

    void row(int columns) throws IOException {
        out.writeShort(columns);
    }

    void value(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeInt(-1);
            case UUID id -> {
                out.writeInt(16);
                out.writeLong(id.getMostSignificantBits());
                out.writeLong(id.getLeastSignificantBits());
            }
            case Instant time -> number(micros(time));
            case Long number -> number(number);
            case Integer number -> {
                out.writeInt(4);
                out.writeInt(number);
            }
            case Boolean truth -> {
                out.writeInt(1);
                out.writeBoolean(truth);
            }
            case String text -> {
                var bytes = text.getBytes(UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    private void number(long number) throws IOException {
        out.writeInt(8);
        out.writeLong(number);
    }

    /** Rounded exactly as PostgreSQL rounds a time that it reads from text. */
    private static long micros(Instant time) {
        return (time.getEpochSecond() - SECONDS_UNTIL_2000) * 1_000_000
                + (long) Math.rint(time.getNano() / 1e9 * 1_000_000);
    }

    @Override
    public void close() throws IOException {
        out.writeShort(-1);
        out.close();
    }
}
