package org.anamnesis.research;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Values that fewer than k clients have. They are told as {@code OTHER} where that makes enough together, and not at all
 * where it does not: the same value in the same way in all tables.
 */
final class SmallCells {

    private static final String OTHER = "OTHER";
    private static final String STATUS = "status";

    /** A kind of value, and where it stands: table and column, with the column that says why it is missing, if there is one. */
    private record Cell(String kind, List<Place> places) {}

    private record Place(String table, String column, String missing) {}

    private static final List<Cell> POOLED = List.of(
            cell("technique", "event.technique", "expression.technique"),
            cell("feeling", "expression.feeling/feeling_missing"),
            cell("product", "event.product", "expression.product"),
            cell("purposes", "event.purposes", "session.purposes", "expression.purpose"),
            cell("format", "event.format", "session.format"),
            cell("cancelled by", "event.cancelled_by", "session.cancelled_by"),
            cell("deviations", "event.deviations", "session.deviations"),
            cell("verdict", "session.verdict/verdict_missing", "session.verdict_under/verdict_missing"),
            cell("findings", "session.findings", "session.findings_under"),
            cell("flags", "event.flags"),
            cell("recording role", "event.role"),
            cell("consent type", "event.consent_type"),
            cell("relation of loved one", "event.relation"),
            cell("unit of length", "event.length_unit", "survival.length_unit"),
            cell("domain of need", "event.need_domain"),
            cell("planned modalities", "event.modalities"),
            cell("way of signing", "event.sign_method"),
            cell("reason of adjustment", "event.adjustment_reason"),
            cell("changes of plan", "event.changes"),
            cell("review's decision", "event.review_decision"),
            cell("cause of question", "event.cause"),
            cell("discharge reason", "event.discharge_reason", "survival.discharge_reason/discharge_missing"),
            cell(STATUS, "survival.status"));

    /** Who treats and where cannot be put together with others; it is not told. */
    private static final List<Cell> HIDDEN = List.of(
            cell("therapist", "event.therapist_id", "session.therapist_id/therapist_missing"),
            cell("place", "event.place_id", "session.place_id/place_missing"));

    private final Workbench bench;
    private final int k;

    SmallCells(Workbench bench, int k) {
        this.bench = bench;
        this.k = k;
    }

    private static Cell cell(String kind, String... places) {
        return new Cell(kind, Stream.of(places).map(SmallCells::place).toList());
    }

    private static Place place(String written) {
        var parts = written.split("[./]", -1);
        return new Place(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
    }

    /** Pools and hides. Answers how many cells were touched, by kind. */
    Map<String, Long> suppress() {
        var touched = new TreeMap<String, Long>();
        note(touched, "outcome", poolOutcomes());
        POOLED.forEach(cell -> note(touched, cell.kind(), pool(cell)));
        HIDDEN.forEach(cell -> note(touched, cell.kind(), hide(cell)));
        if (touched.containsKey(STATUS)) {
            bench.run("update survival set dropout = null where status is null or status = '" + OTHER + "'");
        }
        return touched;
    }

    private static void note(Map<String, Long> touched, String kind, long cells) {
        if (cells > 0) {
            touched.put(kind, cells);
        }
    }

    /** How a session ended can be told from much that stands beside. */
    private long poolOutcomes() {
        bench.script("outcomes");
        return bench.number("select count(*) from rare_session");
    }

    private long pool(Cell cell) {
        rare(cell);
        var pooled = change(cell, "'" + OTHER + "'");
        if (pooled > 0) {
            rare(cell);
            change(cell, "null");
        }
        return pooled;
    }

    private long hide(Cell cell) {
        rare(cell);
        return change(cell, "null");
    }

    private void rare(Cell cell) {
        bench.run("create or replace temp table rare as select value from ("
                + cell.places().stream()
                        .map(place -> "select " + place.column() + " as value, subject_id from " + place.table())
                        .collect(joining(" union all "))
                + ") where value is not null group by value having count(distinct subject_id) < " + k);
    }

    private long change(Cell cell, String to) {
        return cell.places().stream()
                .mapToLong(place -> bench.run("update " + place.table() + " set " + place.column() + " = " + to
                        + (to.equals("null") && !place.missing().isEmpty()
                                ? ", " + place.missing() + " = 'SUPPRESSED'"
                                : "")
                        + " where " + place.column() + " in (from rare)"))
                .sum();
    }
}
