package org.anamnesis.events.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Who of a clinic was erased, and so whose texts nobody can read any more wherever they stand in the history. */
public final class Shredded {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Erased> erased = new TreeMap<>();

    /**
     * Somebody whose key was destroyed.
     *
     * @param position of the event that says so
     * @param ground the provision, or why it was due
     */
    public record Erased(String subject, long position, String ground) {

        /** The ground as it stands in the event that says so. */
        String writtenGround() {
            var quoted = JSON.writeValueAsString(ground);
            return quoted.substring(1, quoted.length() - 1);
        }
    }

    Shredded(JdbcClient sql, UUID clinic, long bound) {
        sql.sql("""
                        select position, payload from history.event
                        where aggregate_type = 'Erasure' and type = 'SubjectErased' and clinic = ? and position <= ?
                        order by position desc""").params(clinic, bound).query(row -> {
            var said = read(row.getBytes("payload"));
            var subject = said.path("subjectId").asString();
            erased.put(subject, new Erased(subject, row.getLong("position"), ground(said)));
        });
    }

    /** What it says; nothing if it was damaged. */
    private static JsonNode read(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (JacksonException damaged) {
            return MissingNode.getInstance();
        }
    }

    private static String ground(JsonNode said) {
        return said.path("legalGround")
                .asString(
                        said.path("cause").asString("").equals("RESTORED_COPY")
                                ? "erased before, and again in a restored copy"
                                : "retention time over");
    }

    /** Everybody, in the order in which they were erased. */
    List<Erased> all() {
        return erased.values().stream()
                .sorted(Comparator.comparingLong(Erased::position))
                .toList();
    }

    /** Of whom a row of the history holds texts. */
    List<Erased> in(byte[] leaf) {
        var payload = Told.column(Log.EVENTS, leaf, "payload");
        if (erased.isEmpty() || payload == null) {
            return List.of();
        }
        var found = new TreeMap<String, Erased>();
        collect(read(payload), found);
        return new ArrayList<>(found.values());
    }

    private void collect(JsonNode node, Map<String, Erased> found) {
        if (node.has("ciphertext")) {
            var subject = node.path("subject").asString();
            var whose = erased.get(subject);
            if (whose != null) {
                found.put(subject, whose);
            }
        }
        node.forEach(child -> collect(child, found));
    }
}
