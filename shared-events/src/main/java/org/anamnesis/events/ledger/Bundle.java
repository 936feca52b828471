package org.anamnesis.events.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.anamnesis.events.ledger.LedgerTable.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * A part of a log with all that it takes to check it without the database: a clinic's entries, the hashes of the rest of
 * the tree, the signed root and the keys. {@code ledger/bundle.txt} describes it.
 */
public final class Bundle {

    private static final int AT_ONCE = 500;

    private final LedgerTable table;
    private final Checkpoint checkpoint;
    private final long witnessed;
    private final Log log;
    private final byte[] clinic;
    private final @Nullable Shredded shredded;
    private final Parts parts;
    private final LongFunction<Parts> single;

    private Bundle(
            LedgerTable table,
            Checkpoint checkpoint,
            long witnessed,
            UUID clinic,
            @Nullable Shredded shredded,
            Parts parts,
            LongFunction<Parts> single) {
        this.table = table;
        this.checkpoint = checkpoint;
        this.witnessed = witnessed;
        this.log = checkpoint.log();
        this.clinic = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(clinic.getMostSignificantBits())
                .putLong(clinic.getLeastSignificantBits())
                .array();
        this.shredded = shredded;
        this.parts = parts;
        this.single = single;
    }

    /** Which leaves it holds, a few at a time, and where their rows are to be looked for. */
    interface Parts {
        void each(Part part) throws IOException, SQLException;
    }

    interface Part {
        void take(List<Leaf> leaves, List<Row> rows) throws IOException, SQLException;
    }

    /** A row as it lies there. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Row(long position, byte[] leaf) {}

    /** Everything from one position to another, and which of it was shredded. */
    static Bundle ofRange(
            DataSource questions,
            LedgerTable table,
            Checkpoint checkpoint,
            long witnessed,
            UUID clinic,
            @Nullable Shredded shredded,
            long from,
            long to) {
        var log = checkpoint.log();
        var size = checkpoint.size();
        var first = table.indexFrom(log, from, size);
        var end = to >= checkpoint.position() ? size : table.indexFrom(log, to + 1, size);
        var last = Math.min(to, checkpoint.position());
        return new Bundle(
                table,
                checkpoint,
                witnessed,
                clinic,
                shredded,
                part -> {
                    var above = from - 1;
                    for (var index = first; index < end || above < last; index += AT_ONCE) {
                        var leaves = table.leaves(log, Math.min(index, end), Math.min(end, index + AT_ONCE));
                        var bound = index + AT_ONCE < end ? leaves.getLast().position() : last;
                        part.take(leaves, rows(questions, log, above, bound));
                        above = bound;
                    }
                },
                position -> at(questions, table, log, position));
    }

    /** What stands at these positions, and which of it was shredded. */
    static Bundle of(
            DataSource questions,
            LedgerTable table,
            Checkpoint checkpoint,
            long witnessed,
            UUID clinic,
            @Nullable Shredded shredded,
            Collection<Long> positions) {
        var log = checkpoint.log();
        return new Bundle(
                table,
                checkpoint,
                witnessed,
                clinic,
                shredded,
                part -> {
                    for (long position : positions) {
                        at(questions, table, log, position).each(part);
                    }
                },
                position -> at(questions, table, log, position));
    }

    private static Parts at(DataSource questions, LedgerTable table, Log log, long position) {
        return part ->
                part.take(table.at(log, position).stream().toList(), rows(questions, log, position - 1, position));
    }

    private static List<Row> rows(DataSource questions, Log log, long above, long bound) throws SQLException {
        var rows = new ArrayList<Row>();
        try (var connection = questions.getConnection()) {
            Rows.read(
                    connection,
                    log,
                    above,
                    bound,
                    Integer.MAX_VALUE,
                    (position, leaf) -> rows.add(new Row(position, leaf)));
        }
        return rows;
    }

    /** Writes it, without ever holding more than a few entries. */
    public void write(OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out)) {
            var text = new OutputStreamWriter(zip, UTF_8);
            try (var words = Bundle.class.getResourceAsStream("/ledger/bundle.txt")) {
                file(
                        zip,
                        text,
                        "README.txt",
                        new String(Objects.requireNonNull(words).readAllBytes(), UTF_8));
            }
            file(zip, text, "checkpoint", checkpoint.note());
            file(zip, text, "keys", keys());
            var told = new Entries(text);
            begin(zip, "entries.tsv");
            text.write("index\tposition\tsealed\t"
                    + log.columns().stream()
                            .map(column -> column.name() + ":" + column.type())
                            .collect(Collectors.joining("\t"))
                    + "\n");
            parts.each(told::take);
            for (long erasure : told.erasuresBeyond()) {
                single.apply(erasure).each(told::take);
            }
            end(zip, text);
            begin(zip, "tree.tsv");
            text.write("first\tentries\thash\n");
            rest(text, told.indexes.build().toArray());
            end(zip, text);
            file(zip, text, "shredded.tsv", told.shreds.toString());
        } catch (SQLException away) {
            throw new IOException(away);
        }
    }

    private String keys() {
        var keys = new KeyChain(table.origin(), table.keys());
        return keys.first().written(keys.origin().keys()) + "\n"
                + keys.keys().stream().skip(1).map(key -> "=\n" + key.note()).collect(Collectors.joining());
    }

    private void begin(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(checkpoint.signedAt().toEpochMilli());
        zip.putNextEntry(entry);
    }

    private static void end(ZipOutputStream zip, Writer text) throws IOException {
        text.flush();
        zip.closeEntry();
    }

    private void file(ZipOutputStream zip, Writer text, String name, String content) throws IOException {
        begin(zip, name);
        text.write(content);
        end(zip, text);
    }

    /** The hashes of all that lies between the entries, cut where a witness's tree ended. */
    private void rest(Writer text, long[] indexes) throws IOException {
        var subtrees = table.subtrees(log);
        var from = 0L;
        for (var index : LongStream.concat(LongStream.of(indexes), LongStream.of(checkpoint.size()))
                .toArray()) {
            if (from < witnessed && witnessed < index) {
                rest(text, from, witnessed, subtrees);
                from = witnessed;
            }
            rest(text, from, index, subtrees);
            from = index + 1;
        }
    }

    private static void rest(Writer text, long from, long to, Merkle.Subtrees subtrees) throws IOException {
        for (var first = from; first < to; ) {
            var fits = Long.highestOneBit(to - first);
            var size = first == 0 ? fits : Math.min(fits, Long.lowestOneBit(first));
            text.write(first + "\t" + size + "\t" + base64(subtrees.hash(first, size)) + "\n");
            first += size;
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Writes entries, and remembers which they were and which of them were shredded. */
    private final class Entries implements Pairs.Each<IOException> {

        private final Writer text;
        private final LongStream.Builder indexes = LongStream.builder();
        private final TreeSet<Long> erasures = new TreeSet<>();
        private long last = Long.MIN_VALUE;
        private final StringBuilder shreds = new StringBuilder("index\tposition\tsubject\terased\tground\n");

        Entries(Writer text) {
            this.text = text;
        }

        /** Where it is said that somebody was erased, if that is after all that was told so far. */
        List<Long> erasuresBeyond() {
            return erasures.stream().filter(position -> position > last).toList();
        }

        void take(List<Leaf> leaves, List<Row> rows) throws IOException {
            var pairs = new Pairs<IOException>(leaves, this);
            for (var row : rows) {
                pairs.row(row.position(), row.leaf());
            }
            pairs.end();
        }

        /** Of another clinic's nothing but the hash is told, which is in the tree; and that it is not as it was sealed. */
        @Override
        public void entry(long index, long position, byte[] sealed, byte @Nullable [] row) throws IOException {
            last = position;
            if (row != null && !isOurs(row) && Arrays.equals(Merkle.leaf(row), sealed)) {
                return;
            }
            write(String.valueOf(index), position, base64(sealed), row);
            indexes.add(index);
            if (row != null && isOurs(row) && shredded != null) {
                for (var erased : shredded.in(row)) {
                    erasures.add(erased.position());
                    shreds.append(index + "\t" + position + "\t" + erased.subject() + "\t" + erased.position() + "\t"
                            + erased.writtenGround() + "\n");
                }
            }
        }

        @Override
        public void stray(long position, byte[] row) throws IOException {
            last = position;
            write("-", position, "-", row);
        }

        private boolean isOurs(byte[] row) {
            return Arrays.equals(Told.column(log, row, "clinic"), clinic);
        }

        private void write(String index, long position, String sealed, byte @Nullable [] row) throws IOException {
            text.write(index + "\t" + position + "\t" + sealed);
            if (row != null) {
                for (var column : isOurs(row) ? Told.columns(log, row) : List.of("-")) {
                    text.write("\t" + column);
                }
            }
            text.write("\n");
        }
    }
}
