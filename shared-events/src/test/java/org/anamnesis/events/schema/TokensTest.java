package org.anamnesis.events.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.MultiSourceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokensTest {

    private final EventSerializer json = new EventSerializer();

    static Stream<TrackingToken> tokens() {
        var at = new GlobalSequenceTrackingToken(4711);
        var before = new GlobalSequenceTrackingToken(12);
        return Stream.of(
                at,
                new GapAwareTrackingToken(9, java.util.List.of(3L, 5L)),
                ReplayToken.createReplayToken(at, before),
                ReplayToken.createReplayToken(at, before, "why"),
                new MergedTrackingToken(before, at),
                new MultiSourceTrackingToken(Map.of("one", at, "other", before)),
                new ConfigToken(Map.of("id", "x")));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void every_kind_of_token_is_read_back_as_it_was(TrackingToken token) {
        TrackingToken read = json.deserialize(json.serialize(token, byte[].class));

        assertThat(read).isEqualTo(token);
    }
}
