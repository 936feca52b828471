package org.anamnesis.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of every resource that was read: {@code read = imported + outOfScope + refused + pending}, by type. It holds
 * ids, counts and reasons, nothing about people.
 */
public final class Report {

    /** A resource, or a line that is none, and why it was not imported. */
    public record Refused(String id, String reason) {}

    /** What came of the resources of one type. */
    public static final class OfType {

        private int read;
        private int outOfScope;
        private final SortedMap<String, Integer> outOfScopeBy = new TreeMap<>();
        private final SortedMap<String, String> ids = new TreeMap<>();
        private final List<Refused> refused = new ArrayList<>();
        private final List<Refused> incomplete = new ArrayList<>();
        private int imported;

        public int getRead() {
            return read;
        }

        /** How many of them are there now, whichever import brought them. */
        public int getImported() {
            return imported;
        }

        public int getOutOfScope() {
            return outOfScope;
        }

        /** Why they were out of scope, and how many for each reason. */
        public SortedMap<String, Integer> getOutOfScopeBy() {
            return outOfScopeBy;
        }

        public List<Refused> getRefused() {
            return refused;
        }

        /** What was imported without a part that the data hold only half. */
        public List<Refused> getIncomplete() {
            return incomplete;
        }

        /** Which were not reached before the import stopped. */
        public int getPending() {
            return read - imported - outOfScope - refused.size();
        }

        /** What became of each that is there: its id here, by its id there. */
        public SortedMap<String, String> getIds() {
            return ids;
        }
    }

    private final SortedMap<String, OfType> types = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private int events;

    public SortedMap<String, OfType> getTypes() {
        return types;
    }

    /** How many events this import added to the history. */
    public synchronized int getEvents() {
        return events;
    }

    /** Why it is not whole: files that end in the middle, a server that went away. */
    public List<String> getProblems() {
        return problems;
    }

    synchronized void read(String type) {
        type(type).read++;
    }

    synchronized void imported(String type, String theirId, String ourId) {
        var of = type(type);
        of.imported++;
        of.ids.put(theirId, ourId);
    }

    synchronized void outOfScope(String type, String reason) {
        var of = type(type);
        of.outOfScope++;
        of.outOfScopeBy.merge(reason, 1, Integer::sum);
    }

    synchronized void refused(String type, String id, String reason) {
        type(type).refused.add(new Refused(id, reason));
    }

    synchronized void incomplete(String type, String id, String reason) {
        type(type).incomplete.add(new Refused(id, reason));
    }

    synchronized void added(int moreEvents) {
        events += moreEvents;
    }

    synchronized void problem(String words) {
        problems.add(words);
    }

    /** Whether it is known of every resource what came of it. */
    public synchronized boolean accountsForAll() {
        return problems.isEmpty() && types.values().stream().allMatch(type -> type.getPending() == 0);
    }

    private OfType type(String type) {
        return types.computeIfAbsent(type, first -> new OfType());
    }

    /** The figures, as a table. */
    synchronized String table() {
        var text = new StringBuilder(String.format(
                "%-20s %8s %9s %13s %8s %8s%n", "type", "read", "imported", "out of scope", "refused", "pending"));
        types.forEach((name, of) -> text.append(String.format(
                "%-20s %8d %9d %13d %8d %8d%n",
                name, of.read, of.imported, of.outOfScope, of.refused.size(), of.getPending())));
        types.forEach((name, of) -> {
            of.outOfScopeBy.forEach(
                    (reason, count) -> text.append(String.format("%s out of scope, %s: %d%n", name, reason, count)));
            countByReason(of.refused)
                    .forEach(
                            (reason, count) -> text.append(String.format("%s refused, %s: %d%n", name, reason, count)));
            of.incomplete.forEach(part ->
                    text.append(String.format("%s %s imported without a part: %s%n", name, part.id(), part.reason())));
        });
        return text.toString();
    }

    private static Map<String, Integer> countByReason(List<Refused> refused) {
        var counts = new TreeMap<String, Integer>();
        refused.forEach(each -> counts.merge(each.reason(), 1, Integer::sum));
        return counts;
    }
}
