package org.anamnesis.standalone.practice;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.anamnesis.standalone.Http;
import org.anamnesis.standalone.RunningApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A history without what differs each time it is written: positions, ids of events and requests, and ciphertexts. */
final class Story {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final List<String> SECRETS = List.of("ciphertext", "sha256");
    private static final List<String> PROVENANCE = List.of("actor", "role", "onBehalfOf", "purpose", "legalBasis");

    private Story() {}

    /** One event: where it stands, what it says, and who told of it. */
    private record Line(String id, String place, String rest, String payload, String metadata) {}

    /** Each event as one line, aggregate by aggregate. An id of an event is replaced by where that event stands. */
    static List<String> of(RunningApplication application) {
        var lines = application
                .sql()
                .sql("""
                        select event_id, aggregate_type || ' ' || aggregate_identifier || ' ' || sequence_number,
                            type || ' ' || to_char(recorded_at, 'YYYY-MM-DD HH24:MI:SS.MS'),
                            convert_from(payload, 'UTF8'), convert_from(metadata, 'UTF8')
                        from history.event order by aggregate_type, aggregate_identifier, sequence_number""")
                .query((row, i) -> new Line(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
        var places = lines.stream().collect(toMap(Line::id, Line::place));
        return lines.stream()
                .map(line -> line.place() + " " + line.rest() + " " + said(line, places) + " " + provenance(line))
                .toList();
    }

    private static String said(Line line, Map<String, String> places) {
        var payload = Http.JSON.readTree(line.payload());
        blank(payload);
        return UUID.matcher(payload.toString()).replaceAll(found -> places.getOrDefault(found.group(), found.group()));
    }

    private static void blank(JsonNode node) {
        if (node instanceof ObjectNode object) {
            SECRETS.stream().filter(object::has).forEach(secret -> object.put(secret, ""));
        }
        node.forEach(Story::blank);
    }

    private static String provenance(Line line) {
        var metadata = Http.JSON.readTree(line.metadata());
        var kept = new TreeMap<String, String>();
        PROVENANCE.forEach(key -> kept.put(key, metadata.path(key).asString("")));
        return kept.toString();
    }
}
