package org.anamnesis.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Checks a bundle of a clinical record kept with Anamnesis: whether each entry is as it was sealed, and which is not.
 *
 * <pre>java Verify.java bundle.zip [--key KEY] [--witness FILE] [--whole]</pre>
 *
 * It needs Java 17 or later and nothing else, and calls nobody. Exit codes: 0 all is as it was sealed; 1 something is not,
 * and it says what; 2 this is no bundle. The file README.txt in a bundle describes what is in it.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these records
public final class Verify {

    public static final int WHOLE = 0;
    public static final int DAMAGED = 1;
    public static final int UNUSABLE = 2;

    /** Above so many pairs of odd entries and rows it is not looked for rows that were moved. */
    private static final long PAIRS = 1_000_000;

    private static final byte[] NOTHING = {};

    /** A row that cannot be read: bytes that no row has. */
    private static final byte[] UNREADABLE = new byte[8];

    /** The columns of each log, in the order in which they are sealed. */
    private static final List<String> EVENTS = List.of(
            "aggregate_identifier:uuid",
            "sequence_number:int8",
            "position:int8",
            "event_id:uuid",
            "aggregate_type:text",
            "type:text",
            "revision:text",
            "recorded_at:timestamptz",
            "clinic:uuid",
            "client:uuid",
            "payload:bytea",
            "metadata:bytea");

    private static final List<String> LOOKS = List.of(
            "id:int8",
            "at:timestamptz",
            "clinic:uuid",
            "actor:text",
            "on_behalf_of:text",
            "role:text",
            "client:uuid",
            "kind:text",
            "purpose:text",
            "legal_basis:text",
            "answered:int4",
            "outcome:text",
            "break_glass:uuid",
            "request_id:text",
            "access_grant:uuid",
            "asked:text");

    /** What is wrong, and where. */
    public record Finding(String kind, long position, String words) {
        @Override
        public String toString() {
            return kind + (position == NOWHERE ? "" : " at position " + position) + ": " + words;
        }
    }

    public static final long NOWHERE = Long.MIN_VALUE;

    /** The bundle, or what was asked, is of no use; the message says why. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        public Unusable(String why) {
            super(why);
        }
    }

    private final PrintStream out;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Shredded> shredded = new ArrayList<>();
    private final Set<List<String>> lines = new HashSet<>();
    private final List<Key> keys = new ArrayList<>();
    private String record = "";

    public Verify(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(new Verify(System.out).run(args));
    }

    public int run(String... args) {
        String bundle = "", key = "", witness = "";
        boolean isWhole = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--key") && i + 1 < args.length) {
                key = args[++i];
            } else if (args[i].equals("--witness") && i + 1 < args.length) {
                witness = args[++i];
            } else if (args[i].equals("--whole")) {
                isWhole = true;
            } else {
                bundle = bundle.isEmpty() && !args[i].startsWith("-") ? args[i] : "?";
            }
        }
        if (bundle.isEmpty() || bundle.equals("?")) {
            out.println("Usage: java Verify.java bundle.zip [--key KEY] [--witness FILE] [--whole]");
            return UNUSABLE;
        }
        try {
            var witnessed = witness.isEmpty() ? "" : witnessed(Path.of(witness));
            try (var zip = new ZipFile(bundle)) {
                return check(zip, key, witnessed, isWhole);
            }
        } catch (NoSuchFileException nowhere) {
            out.println("UNUSABLE: there is no file " + nowhere.getMessage());
        } catch (IOException | IllegalArgumentException | Unusable why) {
            out.println("UNUSABLE: " + why.getMessage());
        }
        return UNUSABLE;
    }

    /** Reads a checkpoint that somebody outside has kept. */
    public static String witnessed(Path file) throws IOException, Unusable {
        var kept = Files.readString(file);
        var checkpoint = Checkpoint.read(kept);
        if (checkpoint.size < 0 || checkpoint.root.length != 32) {
            throw new Unusable(file + " is no checkpoint");
        }
        return kept.endsWith("\n") ? kept : kept + "\n";
    }

    private int check(ZipFile zip, String pinned, String witness, boolean isWhole) throws IOException, Unusable {
        var names = List.of("README.txt", "checkpoint", "keys", "entries.tsv", "tree.tsv", "shredded.tsv");
        var held = zip.stream().map(ZipEntry::getName).toList();
        for (var name : names.subList(1, names.size())) {
            if (!held.contains(name)) {
                throw new Unusable("there is no file " + name + " in the bundle");
            }
        }
        for (var name : held) {
            if (!names.contains(name) || Collections.frequency(held, name) > 1) {
                find("FILE", NOWHERE, "the bundle does not hold one file " + name + " that belongs there");
            }
        }
        var checkpoint = seal(text(zip, "keys"), text(zip, "checkpoint"), pinned);
        var judge = new Judge();
        table(zip, "shredded.tsv", "index\tposition\tsubject\terased\tground", this::shred);
        var columns = checkpoint.log().equals("looks") ? LOOKS : EVENTS;
        var entries = new Entries(judge, columns);
        table(zip, "entries.tsv", "index\tposition\tsealed\t" + String.join("\t", columns), entries::entry);
        table(zip, "tree.tsv", "first\tentries\thash", (cells, isText) -> judge.part(part(cells)));
        tellShredded();
        return conclude(judge, checkpoint, witness, isWhole);
    }

    /**
     * Judges all that was read, and says what came of it.
     *
     * @param isWhole whether each entry of the record has to be there
     */
    public int conclude(Judge judge, Checkpoint checkpoint, String witness, boolean isWhole) throws Unusable {
        findings.addAll(judge.verdict(checkpoint));
        if (isWhole && judge.seen.sum() != checkpoint.size) {
            find("NOT SHOWN", NOWHERE, checkpoint.size - judge.seen.sum() + " entries are not among those shown");
        }
        out.println(judge.seen + " of " + checkpoint.size + " entries were compared with their seals.");
        witness(judge, checkpoint, witness);
        findings.forEach(out::println);
        out.println(
                findings.isEmpty()
                        ? "WHOLE: everything is as it was sealed."
                        : "DAMAGED: " + findings.size() + " finding(s).");
        return findings.isEmpty() ? WHOLE : DAMAGED;
    }

    private static String text(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** What is done with the cells of a line; whether it is text says whether it is written as we write it. */
    private interface Line {
        void take(String[] cells, boolean isText) throws IOException;
    }

    /** Reads a table to its end: how it has to begin, and lines that end with nothing but a line feed, each of them. */
    private void table(ZipFile zip, String name, String head, Line each) throws IOException {
        int number = 0;
        try (var in = new BufferedInputStream(zip.getInputStream(zip.getEntry(name)))) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                var bytes = new ByteArrayOutputStream();
                for (; next >= 0 && next != '\n'; next = in.read()) {
                    bytes.write(next);
                }
                number++;
                var line = bytes.toString(UTF_8);
                var isText = Arrays.equals(line.getBytes(UTF_8), bytes.toByteArray());
                try {
                    demand(next == '\n');
                    if (number > 1) {
                        each.take(line.split("\t", -1), isText);
                    } else {
                        demand(line.equals(head));
                    }
                } catch (RuntimeException nonsense) {
                    find("LINE", NOWHERE, "line " + number + " of " + name + " is not what has to stand there");
                }
            }
        }
        if (number == 0) {
            find("LINE", NOWHERE, name + " is empty");
        }
    }

    private void find(String kind, long position, String words) {
        findings.add(new Finding(kind, position, words));
    }

    // The seal: who signed what.

    /** A signed text (C2SP signed-note): lines, an empty one, and signatures. */
    record Note(String text, List<String[]> signatures) {
        static Note read(String written) {
            int end = written.lastIndexOf("\n\n");
            var lines = written.substring(end < 0 ? 0 : end + 2).split("\n", -1);
            var signatures = new ArrayList<String[]>();
            for (var line : lines) {
                var words = line.split(" ", -1);
                if (words.length == 3 && words[0].equals("\u2014")) {
                    signatures.add(words);
                }
            }
            var isWell = signatures.size() == lines.length - 1 && written.endsWith("\n");
            return new Note(written.substring(0, end + 1), isWell ? signatures : List.of());
        }

        String line(int number) {
            var lines = text.split("\n", -1);
            return number < lines.length ? lines[number] : "";
        }

        long number(int line, String label) {
            return line(line).startsWith(label)
                            && line(line).substring(label.length()).matches("\\d{1,18}")
                    ? Long.parseLong(line(line).substring(label.length()))
                    : -1;
        }

        /** Whether it is signed in this name, with the key whose 32 bytes these are (Ed25519). */
        boolean isSigned(String name, byte[] key) {
            for (var words : signatures) {
                try {
                    var signed = base64(words[2]);
                    var id = sha256((name + "\n").getBytes(UTF_8), new byte[] {1}, key);
                    var encoded = HexFormat.of()
                            .parseHex(
                                    "302a300506032b6570032100" + HexFormat.of().formatHex(key));
                    var signature = Signature.getInstance("Ed25519");
                    signature.initVerify(
                            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
                    signature.update(text.getBytes(UTF_8));
                    if (words[1].equals(name)
                            && Arrays.equals(id, 0, 4, signed, 0, 4)
                            && signature.verify(signed, 4, signed.length - 4)) {
                        return true;
                    }
                } catch (GeneralSecurityException | RuntimeException noSignature) {
                    // then the next one may be
                }
            }
            return false;
        }
    }

    /** What was signed: a tree's size and root. */
    public record Checkpoint(String origin, long size, byte[] root, long position) {
        public static Checkpoint read(String written) {
            return read(Note.read(written));
        }

        static Checkpoint read(Note note) {
            return new Checkpoint(note.line(0), note.number(1, ""), hash(note.line(2)), note.number(3, "position "));
        }

        /** Which log it is of: events or looks. */
        public String log() {
            return origin.substring(origin.lastIndexOf('/') + 1);
        }
    }

    /** A key that signs checkpoints of more than so many events, or looks, until the next one does. */
    private record Key(byte[] bytes, long events, long looks) {}

    /** Checks the keys and the signature of a checkpoint. */
    public Checkpoint seal(String listed, String checkpoint, String pinned) {
        readKeys(listed, pinned);
        var note = Note.read(checkpoint);
        var sealed = Checkpoint.read(note);
        out.println("The record of " + sealed.origin + ": " + sealed.size + " entries, " + note.line(4) + ".");
        if (note.signatures.size() != 1 || !isSealed(note)) {
            find("SIGNATURE", NOWHERE, "the checkpoint does not bear the signature of the key that held then");
        }
        return sealed;
    }

    /** Whether this is the text of a checkpoint, and signed with the key that held when it was. */
    public boolean isSealed(String text, String checkpoint) {
        var note = Note.read(checkpoint);
        return note.text.equals(text) && isSealed(note);
    }

    private boolean isSealed(Note note) {
        var sealed = Checkpoint.read(note);
        var isEvents = sealed.origin.equals(record + "events");
        byte[] holder = NOTHING;
        for (var key : keys) {
            holder = sealed.size > (isEvents ? key.events : key.looks) ? key.bytes : holder;
        }
        return (isEvents || sealed.origin.equals(record + "looks"))
                && sealed.size >= 0
                && sealed.root.length == 32
                && note.isSigned(sealed.origin, holder);
    }

    /** Reads the keys, each of which but the first has to be vouched for by the one before. */
    private void readKeys(String listed, String pinned) {
        var parts = listed.substring(0, Math.max(0, listed.length() - 1)).split("\n=\n", -1);
        var first = parts[0];
        var name = first.substring(0, Math.max(0, first.indexOf('+')));
        byte[] key = key(first);
        keys.add(new Key(key, -1, -1));
        record = name.endsWith("/keys") ? name.substring(0, name.length() - "keys".length()) : "none/";
        if (!listed.endsWith("\n") || !written(name, key).equals(first)) {
            find("KEY", NOWHERE, "the keys are not listed as we list them");
        }
        var isPinned = pinned.isEmpty() || pinned.equals(first);
        for (int i = 1; i < parts.length; i++) {
            var vouch = Note.read(parts[i] + "\n");
            var next = key(vouch.line(2));
            if (!vouch.line(0).equals(name)
                    || vouch.number(1, "key ") != i + 1
                    || !vouch.line(2).equals(written(name, next))
                    || vouch.signatures.size() != 2
                    || !vouch.isSigned(name, key)
                    || !vouch.isSigned(name, next)) {
                find("KEY", NOWHERE, "key " + (i + 1) + " is not vouched for by the key before it");
            }
            isPinned |= pinned.equals(vouch.line(2));
            key = next;
            keys.add(new Key(key, vouch.number(3, "events "), vouch.number(4, "looks ")));
        }
        out.println("The first key is " + first);
        if (pinned.isEmpty()) {
            out.println("  It was not compared with anything: give --key to compare it with one you know.");
        } else if (!isPinned) {
            find("KEY", NOWHERE, "the record is signed with another key than " + pinned);
        }
    }

    /** How a key is written in a name. */
    public static String written(String name, byte[] key) {
        var typed = ByteBuffer.allocate(33).put((byte) 1).put(key).array();
        var id = Arrays.copyOf(sha256((name + "\n").getBytes(UTF_8), typed), 4);
        return name + "+" + HexFormat.of().formatHex(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** The 32 bytes of a key that is written as C2SP has it: name, four bytes in hexadecimal, type and key in base64. */
    private static byte[] key(String written) {
        var parts = written.split("\\+", 3);
        var typed = parts.length == 3 ? hash(parts[2]) : NOTHING;
        return typed.length == 33 ? Arrays.copyOfRange(typed, 1, 33) : new byte[32];
    }

    /** Whether the record goes on from what somebody outside has kept. */
    private void witness(Judge judge, Checkpoint checkpoint, String witness) throws Unusable {
        if (witness.isEmpty()) {
            out.println("It was not compared with a witnessed checkpoint: give --witness to do so.");
            return;
        }
        var note = Note.read(witness);
        var kept = Checkpoint.read(note);
        if (!kept.log().equals(checkpoint.log())) {
            cannotTell(
                    "the witnessed checkpoint is one of the " + kept.log() + ", and these are the " + checkpoint.log());
        } else if (!kept.origin.equals(checkpoint.origin)) {
            find("WITNESS", NOWHERE, "the witnessed checkpoint is one of another record: " + kept.origin);
        } else if (!isSealed(note)) {
            find("WITNESS", NOWHERE, "the witnessed checkpoint is not signed with a key of this record");
        } else if (kept.size > checkpoint.size) {
            find(
                    "ROLLED BACK",
                    NOWHERE,
                    kept.size + " entries were witnessed, and the record ends with entry " + checkpoint.size);
        } else if (!judge.canTell(kept.size)) {
            cannotTell("this bundle was not made to be compared with a checkpoint of " + kept.size
                    + " entries; ask for it with ?witness=" + kept.size);
        } else if (!Arrays.equals(judge.root(kept.size), kept.root)) {
            find("FORKED", NOWHERE, "the first " + kept.size + " entries are not those that were witnessed");
        } else {
            out.println("The first " + kept.size + " entries are those that were witnessed.");
        }
    }

    /** Whoever changed something does not get away with a bundle that is of no use. */
    private void cannotTell(String why) throws Unusable {
        if (findings.isEmpty()) {
            throw new Unusable(why);
        }
        find("WITNESS", NOWHERE, why);
    }

    // The tree: RFC 6962, RFC 9162.

    public static byte[] leafHash(byte[] leaf) {
        return sha256(new byte[] {0}, leaf);
    }

    public static byte[] join(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A complete subtree: by what was sealed, and by what is there now. */
    public record Part(long first, long size, byte[] sealed, byte[] now) {}

    /** An entry whose row is not there as it was sealed, or a row that no entry is for; what is missing is empty. */
    record Odd(long index, long position, byte[] sealed, byte[] leaf, int positionAt) {

        /** What is wrong, where the hashes of what is there now lead to the signed root or do not. */
        Finding finding(boolean isRowSealed) {
            if (index < 0) {
                return new Finding("INSERTED", position, "a row that was never sealed");
            }
            var entry = "entry " + index + ": ";
            if (leaf.length == 0) {
                return new Finding("MISSING", position, entry + "the row that was sealed is gone");
            }
            return isRowSealed
                    ? new Finding("LEDGER", position, entry + "its listed hash is not the one that was sealed")
                    : new Finding("CHANGED", position, entry + "the row is not the one that was sealed");
        }

        /** The hash that the row would have, had it its place where the entry has it. */
        byte[] hashAt(long where) {
            var moved = leaf.clone();
            ByteBuffer.wrap(moved).putLong(positionAt, where);
            return leafHash(moved);
        }
    }

    /** Puts the parts of the tree together, and remembers what is not as it was sealed. */
    public static final class Judge {

        private final LongAdder seen = new LongAdder();
        private final List<Part> parts = new ArrayList<>();
        private final List<Odd> odd = new ArrayList<>();
        private final List<Finding> forged = new ArrayList<>();
        private int next;

        public synchronized void part(Part part) {
            parts.add(part);
        }

        /** An entry, with the row that stands at its position; answers the hash of what is there now. */
        public byte[] entry(long index, long position, byte[] sealed, byte[] leaf, int positionAt) {
            seen.increment();
            var now = leaf.length == 0 ? sealed : leafHash(leaf);
            if (leaf.length == 0 || !Arrays.equals(now, sealed)) {
                stray(index, position, sealed, leaf, positionAt);
            }
            return now;
        }

        public synchronized void stray(long index, long position, byte[] sealed, byte[] leaf, int positionAt) {
            odd.add(new Odd(index, position, sealed, leaf, positionAt));
        }

        /** A checkpoint that is not what was signed. */
        public synchronized void forged(long size, long position) {
            forged.add(new Finding(
                    "SIGNATURE", position, "the checkpoint of " + size + " entries is not what was signed"));
        }

        private void sort() {
            parts.sort(Comparator.comparingLong(Part::first));
        }

        /** Whether the parts are cut at this size. */
        boolean canTell(long size) {
            return size == 0 || parts.stream().anyMatch(part -> part.first + part.size == size);
        }

        /** The root of the first entries, as they were sealed. */
        byte[] root(long size) {
            sort();
            next = 0;
            return size == 0 ? sha256() : root(0, size, true);
        }

        private byte[] root(long from, long to, boolean asSealed) {
            var part = next < parts.size() ? parts.get(next) : new Part(-1, -1, NOTHING, NOTHING);
            if (part.first == from && part.size == to - from) {
                next++;
                return asSealed ? part.sealed : part.now;
            }
            if (part.first < from || part.first >= to || to - from == 1) {
                return NOTHING; // nothing is known of it: the root will be another
            }
            var middle = from + Long.highestOneBit(to - from - 1);
            return join(root(from, middle, asSealed), root(middle, to, asSealed));
        }

        private byte[] rootNow(long size) {
            next = 0;
            return size == 0 ? sha256() : root(0, size, false);
        }

        /** What is wrong, by the root that was signed. */
        public List<Finding> verdict(Checkpoint checkpoint) {
            sort();
            var size = Math.max(0, checkpoint.size);
            var isSealed = Arrays.equals(root(size), checkpoint.root) && next == parts.size();
            var isNow = !isSealed && Arrays.equals(rootNow(size), checkpoint.root) && next == parts.size();
            var all = new ArrayList<>(forged);
            if (!isSealed && !isNow) {
                all.add(new Finding("TREE", NOWHERE, "the hashes do not lead to the signed root"));
            }
            var explained = moved(all);
            odd.stream()
                    .filter(each -> !explained.contains(each))
                    .map(each -> each.finding(isNow))
                    .forEach(all::add);
            all.sort(Comparator.comparingLong(Finding::position));
            return all;
        }

        /** Rows that are as they were sealed but for where they stand. */
        private Set<Odd> moved(List<Finding> all) {
            var explained = Collections.<Odd>newSetFromMap(new IdentityHashMap<>());
            var rows = odd.stream().filter(each -> each.leaf.length > 0).toList();
            var entries = odd.stream().filter(each -> each.index >= 0).toList();
            if ((long) rows.size() * entries.size() > PAIRS) {
                return explained;
            }
            for (var entry : entries) {
                for (var row : rows) {
                    var isListed = entry.position != row.position && Arrays.equals(leafHash(row.leaf), entry.sealed);
                    var isMoved =
                            entry.position != row.position && Arrays.equals(row.hashAt(entry.position), entry.sealed);
                    if (isListed || isMoved) {
                        var words = "entry " + entry.index
                                + (isMoved ? ": its row stands at position " : ": it was sealed at position ")
                                + row.position;
                        all.add(new Finding(isMoved ? "MOVED" : "LEDGER", entry.position, words));
                        explained.add(entry);
                        if (row.index < 0) {
                            explained.add(row);
                        }
                    }
                }
            }
            return explained;
        }
    }

    private static Part part(String[] cells) {
        var hash = base64(cells[2]);
        demand(cells.length == 3 && hash.length == 32);
        return new Part(number(cells[0]), number(cells[1]), hash, hash);
    }

    // The entries: rows, column by column, become the bytes that were sealed.

    private final class Entries {

        private final Judge judge;
        private final String[] types;
        private final int orderColumn;
        private long lastIndex = -1;
        private long lastPosition = NOWHERE;
        private int positionAt;

        Entries(Judge judge, List<String> columns) {
            this.judge = judge;
            types = columns.stream()
                    .map(column -> column.substring(column.indexOf(':') + 1))
                    .toArray(String[]::new);
            orderColumn = Math.max(columns.indexOf("position:int8"), columns.indexOf("id:int8"));
        }

        void entry(String[] cells, boolean isText) throws IOException {
            var position = number(cells[1]);
            var index = cells[0].equals("-") ? -1 : number(cells[0]);
            var sealed = cells[2].equals("-") ? NOTHING : base64(cells[2]);
            if (index >= 0 ? index <= lastIndex || position <= lastPosition : position < lastPosition) {
                find("ORDER", position, "it does not stand in order");
            }
            lastIndex = Math.max(index, lastIndex);
            lastPosition = position;
            var leaf = cells.length > 3 ? leaf(cells, isText) : NOTHING;
            var isWhole = leaf.length > 0 && Arrays.equals(leafHash(leaf), sealed);
            if (isWhole && ByteBuffer.wrap(leaf).getLong(positionAt) != position) {
                find("POSITION", position, "entry " + index + ": its row says that it stands elsewhere");
            }
            shredded.forEach(each -> each.look(index, position, leaf, isWhole));
            if (index < 0) {
                judge.stray(index, position, sealed, leaf, positionAt);
            } else {
                judge.part(new Part(index, 1, sealed, judge.entry(index, position, sealed, leaf, positionAt)));
            }
        }

        /** The bytes of a row. */
        private byte[] leaf(String[] cells, boolean isText) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var data = new DataOutputStream(bytes);
            int end = 0;
            positionAt = 0;
            try {
                demand(isText && cells.length == types.length + 3);
                for (int i = 0; i < types.length; i++) {
                    if (cells[i + 3].equals("\\N")) {
                        demand(i != orderColumn);
                        data.writeInt(-1);
                        continue;
                    }
                    var value = value(types[i], cells[i + 3]);
                    data.writeInt(value.length);
                    positionAt = i == orderColumn ? bytes.size() : positionAt;
                    data.write(value);
                    end = bytes.size();
                }
                return Arrays.copyOf(bytes.toByteArray(), end);
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
                positionAt = 0;
                return UNREADABLE;
            }
        }
    }

    /** The bytes of a column, if this is the one way in which they are written. */
    private static byte[] value(String type, String text) {
        return switch (type) {
            case "uuid" -> uuid(text);
            case "int8" -> ByteBuffer.allocate(8).putLong(number(text)).array();
            case "int4" ->
                ByteBuffer.allocate(4).putInt(Math.toIntExact(number(text))).array();
            case "timestamptz" -> ByteBuffer.allocate(8).putLong(micros(text)).array();
            case "bytea" -> base64(text);
            case "text" -> unescaped(text).getBytes(UTF_8);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static byte[] uuid(String text) {
        var id = UUID.fromString(text);
        demand(id.toString().equals(text));
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static long micros(String text) {
        var at = Instant.parse(text);
        demand(at.toString().equals(text) && at.getNano() % 1000 == 0);
        var since = at.getEpochSecond() - Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
        return since * 1_000_000 + at.getNano() / 1000;
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = c == '\\' && i + 1 < text.length() ? "\\tnr".indexOf(text.charAt(++i)) : -1;
            demand(c != '\\' || escape >= 0);
            plain.append(c == '\\' ? "\\\t\n\r".charAt(escape) : c);
        }
        return plain.toString();
    }

    private static long number(String text) {
        var number = Long.parseLong(text);
        demand(String.valueOf(number).equals(text));
        return number;
    }

    /** Bytes in base64, if it is written as we write it. */
    private static byte[] base64(String text) {
        var bytes = Base64.getDecoder().decode(text);
        demand(Base64.getEncoder().encodeToString(bytes).equals(text));
        return bytes;
    }

    /** A hash in base64; nothing if it is none. */
    private static byte[] hash(String text) {
        try {
            return base64(text);
        } catch (IllegalArgumentException nonsense) {
            return NOTHING;
        }
    }

    private static void demand(boolean isSo) {
        if (!isSo) {
            throw new IllegalArgumentException("it is not written as we write it");
        }
    }

    // What was shredded: it has to be borne out by the entries themselves.

    /** An entry with texts of somebody who was erased, and what was seen of it. */
    private static final class Shredded {

        private final String[] cells;
        private final long index;
        private final long position;
        private final long erasedAt;
        private boolean isHeld;
        private boolean isErased;

        Shredded(String[] cells) {
            this.cells = cells;
            index = number(cells[0]);
            position = number(cells[1]);
            erasedAt = number(cells[3]);
            demand(cells.length == 5 && uuid(cells[2]).length == 16);
        }

        /** Of an entry that is not whole it is said already that it is not. */
        void look(long atIndex, long atPosition, byte[] leaf, boolean isWhole) {
            if (position == atPosition && index == atIndex) {
                isHeld |= !isWhole || says(new String(leaf, UTF_8), "subject", cells[2]);
            }
            if (erasedAt == atPosition) {
                isErased |= !isWhole || saysErased(new String(leaf, UTF_8));
            }
        }

        private boolean saysErased(String row) {
            var other = says(row, "cause", "RESTORED_COPY")
                    ? "erased before, and again in a restored copy"
                    : "retention time over";
            return row.contains("SubjectErased")
                    && says(row, "subjectId", cells[2])
                    && (says(row, "legalGround", cells[4])
                            || (cells[4].equals(other) && !row.contains("\"legalGround\":\"")));
        }

        private static boolean says(String row, String name, String value) {
            return row.contains("\"" + name + "\":\"" + value + "\"");
        }
    }

    private void shred(String[] cells, boolean isText) {
        demand(isText && lines.add(List.of(cells)));
        shredded.add(new Shredded(cells));
    }

    private void tellShredded() {
        for (var each : shredded) {
            if (each.isHeld && each.isErased) {
                out.println("Shredded: entry " + each.cells[0] + " at position " + each.cells[1] + " holds texts of "
                        + each.cells[2] + ", erased at position " + each.cells[3] + ": " + each.cells[4] + ".");
            } else {
                find("SHREDDED", NOWHERE, "no entry bears out the line " + String.join(" ", each.cells));
            }
        }
    }
}
