package org.anamnesis.query.support;

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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.intake.MayBeAboutClient;
import org.anamnesis.events.schema.EventNames;
import org.anamnesis.events.schema.EventSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TellerTest {

    private static final Path SAMPLES = Path.of("../shared-events/src/test/resources/events");

    static Stream<Class<?>> eventsOfAClientsRecord() {
        return EventNames.CLASSES.values().stream().filter(MayBeAboutClient.class::isAssignableFrom);
    }

    @ParameterizedTest
    @MethodSource("eventsOfAClientsRecord")
    void every_event_of_a_clients_record_has_words_of_its_own(Class<?> type) throws Exception {
        var sample = Files.readAllBytes(SAMPLES.resolve(type.getSimpleName() + ".json"));
        var event = new EventSerializer().read(type.getSimpleName(), sample);

        var told = tell(event);

        assertThat(told.what()).isNotEqualTo(type.getSimpleName()).doesNotContain("null", "[", "Optional");
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
                event.getClass().getSimpleName(),
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
