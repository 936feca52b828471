package org.anamnesis.standalone;

import static java.util.stream.Collectors.joining;
import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.anamnesis.events.web.Role;
import org.anamnesis.standalone.Http.Reply;
import tools.jackson.databind.JsonNode;

/**
 * All that ever happened to each session, as the history has it, and as it is told elsewhere. It is counted, so that
 * whatever is missing somewhere, or stands there twice, is found.
 */
public final class EachSession {

    private final RunningApplication application;
    private final Function<Role, Asking> asking;

    /** How somebody asks over HTTP. */
    public interface Asking {
        Reply get(String path);
    }

    /** Those of a history. */
    static EachSession of(RunningApplication application) {
        return new EachSession(application, role -> path -> application.http().get(role, path));
    }

    /** Those of a history, asked about by whom a test names. */
    public EachSession(RunningApplication application, Function<Role, Asking> asking) {
        this.application = application;
        this.asking = asking;
    }

    /** Checks that each stands once in timeline, audit trail, event logs and tables. Answers which there are. */
    public Set<UUID> stand(Path folder) {
        var sessions = new TreeSet<UUID>();
        var clients = new TreeSet<UUID>();
        var told = new TreeMap<String, Integer>();
        var aliased = new TreeMap<String, Integer>();
        application
                .sql()
                .sql("select client, aggregate_identifier, type from history.event where aggregate_type = 'Session'")
                .query(row -> {
                    var session = row.getObject("aggregate_identifier", UUID.class);
                    sessions.add(session);
                    clients.add(row.getObject("client", UUID.class));
                    count(told, session + " " + row.getString("type"));
                    count(aliased, HandedOut.alias(session) + " " + row.getString("type"));
                });
        var booked =
                sessions.stream().map(session -> session + " SessionBooked").toList();
        assertThat(told.keySet()).containsAll(booked);
        assertThat(booked.stream().map(told::get)).containsOnly(1);
        var types = told.keySet().stream()
                .map(each -> each.split(" ", -1)[1])
                .distinct()
                .toList();

        assertThat(counted(clients, RECORDS_OFFICER, "/api/v1/clients/%s/timeline?limit=50", types))
                .as("timeline")
                .isEqualTo(told);
        assertThat(counted(clients, AUDITOR, "/api/v1/compliance/audit-trail?limit=50&client=%s", types))
                .as("audit trail")
                .isEqualTo(told);
        try (var data = HandedOut.of(application, folder, "LIMITED")) {
            var names = types.stream().collect(joining("', '", "('", "')"));
            assertThat(counted(data.ask("select session_id || ' ' || activity from event where activity in " + names)))
                    .as("star")
                    .isEqualTo(aliased);
            assertThat(counted(data.askLog("select ocel_object_id || ' ' || ocel_type from event_object"
                            + " join event on ocel_event_id = ocel_id"
                            + " where ocel_qualifier = 'in-session' and ocel_type in " + names)))
                    .as("OCEL in SQLite")
                    .isEqualTo(aliased);
            var log = data.json("ocel.json");
            assertThat(counted(inSession(log, types))).as("OCEL in JSON").isEqualTo(aliased);

            var once = sessions.stream().map(HandedOut::alias).sorted().toList();
            assertThat(data.ask("select session_id from session order by 1"))
                    .as("sessions of the star")
                    .isEqualTo(once);
            assertThat(data.askLog("select ocel_id from object_Session order by 1"))
                    .as("sessions of OCEL in SQLite")
                    .isEqualTo(once);
            assertThat(log.path("objects")
                            .valueStream()
                            .filter(object -> object.path("type").asString().equals("Session"))
                            .map(object -> object.path("id").asString())
                            .sorted())
                    .as("sessions of OCEL in JSON")
                    .isEqualTo(once);
        }
        return sessions;
    }

    private static List<String> inSession(JsonNode log, List<String> types) {
        return log.path("events")
                .valueStream()
                .filter(event -> types.contains(event.path("type").asString()))
                .flatMap(event -> event.path("relationships")
                        .valueStream()
                        .filter(related -> related.path("qualifier").asString().equals("in-session"))
                        .map(related -> related.path("objectId").asString() + " "
                                + event.path("type").asString()))
                .toList();
    }

    private SortedMap<String, Integer> counted(Collection<UUID> clients, Role role, String path, List<String> types) {
        var counts = new TreeMap<String, Integer>();
        for (var client : clients) {
            for (var item : all(asking.apply(role), path.formatted(client))) {
                if (types.contains(item.path("type").asString())) {
                    count(
                            counts,
                            item.path("sessionId").asString() + " "
                                    + item.path("type").asString());
                }
            }
        }
        return counts;
    }

    private static SortedMap<String, Integer> counted(List<String> all) {
        var counts = new TreeMap<String, Integer>();
        all.forEach(each -> count(counts, each));
        return counts;
    }

    private static void count(SortedMap<String, Integer> counts, String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static List<JsonNode> all(Asking asking, String path) {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = asking.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200)
                    .body();
            page.path("items").forEach(items::add);
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return items;
    }
}
