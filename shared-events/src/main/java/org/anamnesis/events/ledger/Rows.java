package org.anamnesis.events.ledger;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** Reads rows as leaves: byte for byte what PostgreSQL copies out in binary. */
final class Rows {

    private static final int BUFFER = 1 << 16;
    private static final int SIGNATURE = 11;
    private static final int NULL = -1;

    private Rows() {}

    /** What somebody does with each row. */
    interface Each {
        void row(long position, byte[] leaf);
    }

    /** The rows above a position and up to a bound, in order. Answers how many there were. */
    static int read(Connection connection, Log log, long above, long bound, int limit, Each each) throws SQLException {
        var copy = "copy (%s where %s > %d and %s <= %d order by %s limit %d) to stdout (format binary)"
                .formatted(log.select(), log.order(), above, log.order(), bound, log.order(), limit);
        try (var in = new DataInputStream(
                new BufferedInputStream(new PGCopyInputStream(connection.unwrap(PGConnection.class), copy), BUFFER))) {
            in.skipNBytes(SIGNATURE + Integer.BYTES);
            in.skipNBytes(in.readInt());
            int rows = 0;
            for (int columns = in.readShort(); columns >= 0; columns = in.readShort()) {
                row(in, columns, log.orderAt(), each);
                rows++;
            }
            in.readAllBytes(); // the end of the copy, after the last row
            return rows;
        } catch (IOException broken) {
            throw broken.getCause() instanceof SQLException cause ? cause : new SQLException(broken);
        }
    }

    private static void row(DataInputStream in, int columns, int orderAt, Each each) throws IOException {
        var leaf = new Growing();
        int end = 0;
        for (int i = 0; i < columns; i++) {
            int length = in.readInt();
            leaf.put(length);
            if (length != NULL) {
                leaf.put(in, length);
                end = leaf.length;
            }
        }
        each.row(ByteBuffer.wrap(leaf.bytes).getLong(orderAt), leaf.upTo(end));
    }

    /** Bytes, one after the other. */
    private static final class Growing {

        private byte[] bytes = new byte[1024];
        private int length;

        void put(int number) {
            makeRoom(Integer.BYTES);
            ByteBuffer.wrap(bytes).putInt(length, number);
            length += Integer.BYTES;
        }

        void put(DataInputStream in, int many) throws IOException {
            makeRoom(many);
            in.readFully(bytes, length, many);
            length += many;
        }

        byte[] upTo(int end) {
            return java.util.Arrays.copyOf(bytes, end);
        }

        private void makeRoom(int more) {
            if (length + more > bytes.length) {
                bytes = java.util.Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
            }
        }
    }
}
