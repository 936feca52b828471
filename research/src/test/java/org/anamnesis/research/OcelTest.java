package org.anamnesis.research;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OcelTest {

    private static final Set<String> VALUE_TYPES = Set.of("string", "time", "integer", "float", "boolean");

    private static JsonNode log(String profile) throws IOException {
        return Study.JSON.readTree(Files.readString(Practice.dataSet(profile).resolve("ocel.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "EXPERT", "LIMITED"})
    void the_log_is_as_the_standards_schema_wants_it(String profile) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(OcelTest.class.getResourceAsStream("/ocel20.schema.json"), InputFormat.JSON);

        assertThat(schema.validate(
                        Files.readString(Practice.dataSet(profile).resolve("ocel.json")),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "LIMITED"})
    void all_that_is_named_in_it_is_there_once(String profile) throws IOException {
        var log = log(profile);
        var declared = new HashMap<String, Set<String>>();
        for (var types : List.of(log.path("eventTypes"), log.path("objectTypes"))) {
            for (var type : types) {
                var names = new HashSet<String>();
                type.path("attributes").forEach(attribute -> {
                    assertThat(VALUE_TYPES).contains(attribute.path("type").asString());
                    assertThat(names.add(attribute.path("name").asString())).isTrue();
                });
                assertThat(declared.put(type.path("name").asString(), names)).isNull();
            }
        }
        var objects = new HashSet<String>();
        log.path("objects")
                .forEach(object ->
                        assertThat(objects.add(object.path("id").asString())).isTrue());
        var ids = new HashSet<String>();
        for (var things : List.of(log.path("events"), log.path("objects"))) {
            for (var thing : things) {
                assertThat(ids.add(thing.path("id").asString())).isTrue();
                var names = declared.get(thing.path("type").asString());
                thing.path("attributes")
                        .forEach(attribute -> assertThat(names)
                                .contains(attribute.path("name").asString()));
                thing.path("relationships")
                        .forEach(related -> assertThat(objects)
                                .contains(related.path("objectId").asString()));
            }
        }
    }

    /** The standard's relational rules: which tables and columns there are, and what is a key of what. */
    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "LIMITED"})
    void the_database_is_as_the_standards_relational_rules_want_it(String profile) throws IOException, SQLException {
        try (var data = Asking.sqlite(Practice.dataSet(profile).resolve("ocel.sqlite"))) {
            assertThat(data.rows("select name from sqlite_master where type = 'table'"))
                    .contains("event", "object", "event_map_type", "object_map_type", "event_object", "object_object");
            for (var kind : List.of("event", "object")) {
                assertThat(data.rows("select '" + kind + "_' || ocel_type_map from " + kind + "_map_type order by 1"))
                        .isEqualTo(
                                data.rows("select name from sqlite_master where type = 'table' and name like '" + kind
                                        + "\\_%' escape '\\' and name not in ('" + kind + "_map_type', '" + kind
                                        + "_object') order by 1"));
                assertThat(columns(data, kind)).containsExactly("ocel_id|TEXT|1", "ocel_type|TEXT|0");
                assertThat(columns(data, kind + "_map_type"))
                        .containsExactly("ocel_type|TEXT|1", "ocel_type_map|TEXT|0");
                assertThat(keys(data, kind)).containsExactly(kind + "_map_type|ocel_type|ocel_type");
                for (var table : data.rows("select '" + kind + "_' || ocel_type_map from " + kind + "_map_type")) {
                    assertThat(columns(data, table))
                            .contains(
                                    kind.equals("event") ? "ocel_id|TEXT|1" : "ocel_id|TEXT|0",
                                    "ocel_time|TIMESTAMP|0");
                    assertThat(columns(data, table).contains("ocel_changed_field|TEXT|0"))
                            .isEqualTo(kind.equals("object"));
                    assertThat(keys(data, table)).containsExactly(kind + "|ocel_id|ocel_id");
                }
            }
            assertThat(columns(data, "event_object"))
                    .containsExactly("ocel_event_id|TEXT|1", "ocel_object_id|TEXT|2", "ocel_qualifier|TEXT|3");
            assertThat(keys(data, "event_object"))
                    .containsExactlyInAnyOrder("event|ocel_event_id|ocel_id", "object|ocel_object_id|ocel_id");
            assertThat(columns(data, "object_object"))
                    .containsExactly("ocel_source_id|TEXT|1", "ocel_target_id|TEXT|2", "ocel_qualifier|TEXT|3");
            assertThat(keys(data, "object_object"))
                    .containsExactlyInAnyOrder("object|ocel_source_id|ocel_id", "object|ocel_target_id|ocel_id");
            assertThat(data.rows("pragma foreign_key_check")).isEmpty();
            assertThat(data.value("pragma integrity_check")).isEqualTo("ok");
        }
    }

    private static List<String> columns(Asking data, String table) throws SQLException {
        return data.rows("select name, upper(type), pk from pragma_table_info('" + table + "')");
    }

    private static List<String> keys(Asking data, String table) throws SQLException {
        return data.rows("select \"table\", \"from\", \"to\" from pragma_foreign_key_list('" + table + "')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "EXPERT", "LIMITED"})
    void all_formats_hold_the_same(String profile) throws IOException, SQLException {
        var folder = Practice.dataSet(profile);
        var log = log(profile);
        try (var parquet = Asking.tables(folder, "parquet");
                var csv = Asking.tables(folder, "csv");
                var sqlite = Asking.sqlite(folder.resolve("ocel.sqlite"))) {
            for (var table : Star.TABLES) {
                var sums = sums(table);
                assertThat(csv.rows(sums)).as(table.name()).isEqualTo(parquet.rows(sums));
            }
            assertThat(sqlite.number("select count(*) from event"))
                    .isEqualTo(log.path("events").size())
                    .isEqualTo(parquet.number("select count(*) from event"));
            assertThat(sqlite.number("select count(*) from object"))
                    .isEqualTo(log.path("objects").size())
                    .isEqualTo(parquet.number("select count(*) from object"));
            assertThat(sqlite.number("select count(*) from event_object"))
                    .isEqualTo(parquet.number("select count(*) from e2o"))
                    .isEqualTo(count(log, "relationships"));
            assertThat(sqlite.number("select sum(minutes) from event_SessionCompleted"))
                    .isEqualTo(parquet.number("select sum(minutes) from event where activity = 'SessionCompleted'"))
                    .isEqualTo(sum(log, "SessionCompleted", "minutes"));
            assertThat(sqlite.number("select sum(planned_minutes) + sum(day) from event_SessionBooked"))
                    .isEqualTo(parquet.number(
                            "select sum(planned_minutes) + sum(day) from event where activity = 'SessionBooked'"))
                    .isEqualTo(sum(log, "SessionBooked", "planned_minutes") + sum(log, "SessionBooked", "day"));
            assertThat(sqlite.number("select count(*) from event_SessionBooked"))
                    .isEqualTo(sqlite.number("select count(*) from object_Session"))
                    .isEqualTo(parquet.number("select count(*) from session"));
        }
    }

    /** Of all numbers of a table, the sum; of all others, how many there are. */
    private static String sums(Star.Table table) {
        return table.columns().stream()
                        .map(column -> column.type() == ColumnType.INTEGER
                                ? "coalesce(sum(" + column.name() + "::bigint), 0)"
                                : "count(nullif(" + column.name() + "::varchar, ''))")
                        .reduce("select count(*)", (some, next) -> some + ", " + next)
                + " from " + table.name();
    }

    private static long count(JsonNode log, String part) {
        return log.path("events")
                .valueStream()
                .mapToLong(event -> event.path(part).size())
                .sum();
    }

    private static long sum(JsonNode log, String type, String attribute) {
        return log.path("events")
                .valueStream()
                .filter(event -> event.path("type").asString().equals(type))
                .flatMap(event -> event.path("attributes").valueStream())
                .filter(value -> value.path("name").asString().equals(attribute))
                .mapToLong(value -> Long.parseLong(value.path("value").asString()))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "LIMITED"})
    void the_order_of_a_clients_events_can_be_told_from_their_times(String profile) throws IOException, SQLException {
        try (var data = Asking.tables(Practice.dataSet(profile), "parquet")) {
            var order = data.rows("select event_id from event where subject_id = (select min(subject_id) from event)"
                    + " order by nth");
            var times = new HashMap<String, String>();
            log(profile)
                    .path("events")
                    .forEach(event -> times.put(
                            event.path("id").asString(), event.path("time").asString()));

            assertThat(order.stream().map(times::get)).isSorted();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR"})
    void what_was_done_to_it_stands_in_the_log_and_in_the_database(String profile) throws IOException, SQLException {
        Path folder = Practice.dataSet(profile);
        var privacy = Study.JSON.readTree(Files.readString(folder.resolve("privacy.json")));

        assertThat(log(profile).path("anamnesis:privacy")).isEqualTo(privacy);
        try (var data = Asking.sqlite(folder.resolve("ocel.sqlite"))) {
            assertThat(Study.JSON.readTree(data.value("select metadata from privacy")))
                    .isEqualTo(privacy);
        }
    }
}
