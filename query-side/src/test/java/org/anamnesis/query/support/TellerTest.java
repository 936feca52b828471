package org.anamnesis.query.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anamnesis.events.Label.RESCHEDULING_REASON;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.AS_USUAL;
import static org.anamnesis.fixtures.SampleClinic.CELLAR;
import static org.anamnesis.fixtures.SampleClinic.DR_FUCHS;
import static org.anamnesis.fixtures.SampleClinic.GARDEN_ROOM;
import static org.anamnesis.fixtures.SampleClinic.MONDAY_AT_TEN;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.SESSION;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Label;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.schema.EventNames;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.schema.UnknownEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TellerTest {

    private static final Path SAMPLES = Path.of("../shared-events/src/test/resources/events");

    static Collection<Class<?>> events() {
        return EventNames.CLASSES.values();
    }

    /** Nobody wants to read of fields, classes or codes. */
    @ParameterizedTest
    @MethodSource("events")
    void every_event_has_words_of_its_own(Class<?> type) throws Exception {
        var sample = Files.readAllBytes(SAMPLES.resolve(type.getSimpleName() + ".json"));
        var event = new EventSerializer().read(type.getSimpleName(), sample);

        var told = tell(event);

        assertThat(told.what()).isNotEqualTo(type.getSimpleName());
        assertThat(Stream.of(told.what(), told.before(), told.after()).filter(Objects::nonNull))
                .allSatisfy(words -> assertThat(
                                words.replaceAll("some \\w+|\\(?[A-Z][a-z]+/[A-Z][a-z]+\\)?|[A-Z]{2}-[A-Z]+", ""))
                        .doesNotContain("[", "]", "{", "}", "_")
                        .doesNotContainPattern("[a-z][A-Z]|[A-Z]{2}"));
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_own_words_has_a_name(Label label) throws Exception {
        var names = new Properties();
        try (var in = TellerTest.class.getResourceAsStream("/texts/events.properties")) {
            names.load(new InputStreamReader(in, UTF_8));
        }

        assertThat(names.containsKey("said." + label.written())
                        || label.written().endsWith("reason"))
                .isTrue();
    }

    @Test
    void a_change_of_a_plan_tells_what_was_and_what_is() throws Exception {
        var sample = Files.readAllBytes(SAMPLES.resolve("PlanAdjusted.json"));

        var told = tell(new EventSerializer().read("PlanAdjusted", sample));

        assertThat(told.what()).isEqualTo("Treatment plan adjusted to version 7, because of client request");
        assertThat(told.before())
                .isEqualTo("modalities cognitive 7 %; sessions every 7 days on monday at 10:00 (Europe/Berlin)");
        assertThat(told.after())
                .isEqualTo("goal added, by 2026-11-23; goal 00000000-0000-0001-0000-000006ac9171 ended;"
                        + " modalities cognitive 7 %; sessions every 7 days on monday at 10:00 (Europe/Berlin);"
                        + " sessions of up to 7 minutes for exposure");
    }

    @Test
    void what_a_release_does_not_know_yet_is_told_by_its_name() {
        assertThat(tell(new UnknownEvent("MoonObserved")).what()).isEqualTo("MoonObserved");
    }

    @Test
    void a_move_to_another_therapist_or_place_at_the_same_time_tells_both() {
        for (var to : List.of(
                new Appointment(DR_FUCHS, GARDEN_ROOM, MONDAY_AT_TEN),
                new Appointment(AS_USUAL.therapistId(), CELLAR, MONDAY_AT_TEN))) {
            var told = tell(new SessionRescheduled(
                    SESSION,
                    ANNA,
                    AS_USUAL,
                    to,
                    60,
                    sealed(ANNA, RESCHEDULING_REASON, "x"),
                    List.of(),
                    List.of(),
                    at(NOW),
                    List.of()));

            assertThat(told.before()).isNotEqualTo(told.after());
        }
    }

    private static Told tell(Object event) {
        return Teller.tell(new Recorded<>(
                event,
                event instanceof UnknownEvent unknown
                        ? unknown.type()
                        : event.getClass().getSimpleName(),
                UUID.randomUUID(),
                1,
                "",
                UUID.randomUUID(),
                0,
                Instant.EPOCH,
                UUID.randomUUID(),
                Map.of()));
    }
}
