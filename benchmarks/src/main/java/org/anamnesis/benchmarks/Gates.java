package org.anamnesis.benchmarks;

import static org.anamnesis.events.web.Role.OPERATOR;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** What has to be so before any number is told. Nobody writes any more when it is looked at. */
final class Gates {

    private static final long LOOK_MILLIS = 20;
    private static final Set<String> UNDER_WAY = Set.of("RUNNING", "SWAPPING");

    private final Database database;
    private final Http http;

    Gates(Database database, Http http) {
        this.database = database;
        this.http = http;
    }

    /** Looks at all of it, or says what is not as it has to be. */
    void check(Report report) throws InterruptedException {
        seen();
        GateFailed.unless(database.count("views.parked") == 0, "events are parked that could not be folded");
        var wrong = database.sql()
                .sql("""
                        select case when told.* is null then 'not told: ' else 'made up: ' end || position
                        from (select position from history.event where client is not null) committed
                        full join (select position from views.timeline_1) told using (position)
                        where committed.* is null or told.* is null order by position limit 20""")
                .query(String.class)
                .list();
        GateFailed.unless(wrong.isEmpty(), "the timelines do not tell each committed event once: " + wrong);
        report.passed("every committed event is seen, and told once in the timelines");
        for (var view : views()) {
            equalsRebuilt(view);
        }
        report.passed("each of " + views().size() + " read models made again is the live one, row for row");
        GateFailed.unless(database.count("pg_largeobject_metadata") == 0, "there are large objects in the database");
        report.passed("no large objects");
    }

    private record View(String name, int version) {

        String table() {
            return "views." + name + "_" + version;
        }
    }

    private List<View> views() {
        var views = new ArrayList<View>();
        models().forEach(model -> views.add(
                new View(model.path("name").asString(), model.path("version").asInt())));
        return views;
    }

    private JsonNode models() {
        return http.get(OPERATOR, "/api/v1/read-models").expect(200).body().path("items");
    }

    /** Waits until all read models have seen all that is committed. */
    void seen() throws InterruptedException {
        var last = database.last();
        while (!models().valueStream().allMatch(model -> model.path("position").asLong() >= last)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Has a read model made again; answers how many events a second that took. */
    double rebuild(String view) throws InterruptedException {
        var job = http.post(OPERATOR, "/api/v1/read-models/" + view + "/rebuild", "")
                .expect(202)
                .header("Location");
        while (true) {
            var state = http.get(OPERATOR, job).expect(200).body();
            if (!UNDER_WAY.contains(state.path("state").asString())) {
                GateFailed.unless(
                        state.path("state").asString().equals("DONE"), "the rebuild of " + view + " came to " + state);
                return state.path("eventsPerSecond").asDouble();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void equalsRebuilt(View view) throws InterruptedException {
        var live = view.table() + "_live";
        database.sql().sql("create table " + live + " as table " + view.table()).update();
        rebuild(view.name());
        GateFailed.unless(
                database.count(
                                "((table %1$s except all table %2$s) union all (table %2$s except all table %1$s)) differences"
                                        .formatted(view.table(), live))
                        == 0,
                view.name() + " made again is not what was live");
        database.sql().sql("drop table " + live).update();
    }
}
