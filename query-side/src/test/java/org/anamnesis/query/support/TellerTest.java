package org.anamnesis.query.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.schema.EventNames;
import org.anamnesis.events.schema.EventSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TellerTest {

    private static final Path SAMPLES = Path.of("../shared-events/src/test/resources/events");

    static Stream<Class<?>> eventsOfAClientsRecord() {
        return EventNames.CLASSES.values().stream().filter(AboutClient.class::isAssignableFrom);
    }

    @ParameterizedTest
    @MethodSource("eventsOfAClientsRecord")
    void every_event_of_a_clients_record_has_words_of_its_own(Class<?> type) throws Exception {
        var sample = Files.readAllBytes(SAMPLES.resolve(type.getSimpleName() + ".json"));
        var event = new EventSerializer().read(type.getSimpleName(), sample);

        var told = Teller.tell(new Recorded<>(
                event,
                type.getSimpleName(),
                UUID.randomUUID(),
                1,
                "",
                UUID.randomUUID(),
                0,
                Instant.EPOCH,
                UUID.randomUUID(),
                Map.of()));

        assertThat(told.what()).isNotEqualTo(type.getSimpleName()).doesNotContain("null", "[", "Optional");
    }
}
