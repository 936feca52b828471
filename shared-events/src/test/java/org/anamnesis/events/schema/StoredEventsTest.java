package org.anamnesis.events.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class StoredEventsTest {

    private static final Path SAMPLES = Path.of("src/test/resources/events");
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final EventSerializer json = new EventSerializer();

    static Stream<Class<?>> events() {
        return EventNames.CLASSES.values().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void what_was_stored_once_is_read_for_ever(Class<?> event) throws IOException {
        var file = SAMPLES.resolve(event.getSimpleName() + ".json");
        if (!Files.exists(file)) {
            var written = PRETTY.readTree(json.write(SampleEvents.of(event)));
            Files.writeString(file, PRETTY.writeValueAsString(written) + "\n", UTF_8);
            throw new AssertionError(file + " was missing and is written; look at it, and commit it if it is right");
        }
        var stored = Files.readAllBytes(file);

        var read = json.read(event.getSimpleName(), stored);

        assertThat(read).isInstanceOf(event);
        assertThat(PRETTY.readTree(json.write(read))).isEqualTo(PRETTY.readTree(stored));
    }

    @Test
    void names_in_the_store_are_the_clinics_and_not_javas() {
        EventNames.CLASSES.forEach((name, type) -> {
            assertThat(json.typeForClass(type)).isEqualTo(new SimpleSerializedType(name, "1"));
            assertThat(json.classForType(new SimpleSerializedType(name, "1"))).isEqualTo(type);
        });
    }

    @Test
    void a_field_that_a_newer_release_added_is_passed_over() {
        var newer = "{\"clientId\":\"00000000-0000-0001-0000-000000000001\",\"version\":\"3\",\"mood\":\"calm\"}";

        assertThat(json.read("PrivacyNoticeGiven", newer.getBytes(UTF_8))).hasFieldOrPropertyWithValue("version", "3");
    }

    @Test
    void an_event_of_a_newer_release_keeps_its_place() {
        assertThat(json.read("ThoughtRecorded", "{}".getBytes(UTF_8))).isEqualTo(new UnknownEvent("ThoughtRecorded"));
    }

    @Test
    void the_event_model_on_paper_is_the_one_in_the_code() throws IOException {
        var onPaper = new TreeSet<String>();
        for (var line : Files.readAllLines(Path.of("../EVENTS.md"))) {
            var cells = line.split("\\|", -1);
            if (cells.length >= 4 && cells[1].strip().startsWith("`")) {
                onPaper.add(cells[1].strip().replace("`", "") + ": "
                        + cells[2].strip().replace("`", ""));
            }
        }
        var inCode = new TreeSet<String>();
        EventNames.CLASSES.forEach((name, type) -> inCode.add(name + ": "
                + String.join(
                        ", ",
                        Arrays.stream(type.getRecordComponents())
                                .map(component -> component.getName())
                                .toList())));

        assertThat(onPaper).isEqualTo(inCode);
    }
}
