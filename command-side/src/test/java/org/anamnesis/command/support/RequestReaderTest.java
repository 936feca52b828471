package org.anamnesis.command.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.Purpose;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Problem.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

    private final RequestReader reader =
            new RequestReader(Validation.buildDefaultValidatorFactory().getValidator());

    record Ask(
            @MadeIfAbsent SessionId sessionId,
            @Min(1) @Max(1440) int minutes,
            Purpose purpose,
            Instant start,
            List<Part> parts,
            @Nullable Map<String, Secret> reasons,
            @Nullable Secret note) {}

    record Part(@Nullable @Min(0) @Max(10) Integer before) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Add.class, name = "ADD"),
        @JsonSubTypes.Type(value = End.class, name = "END")
    })
    sealed interface Change {}

    record Add(int minutes) implements Change {}

    record End() implements Change {}

    record Changes(List<Change> changes) {}

    private static final String GOOD = """
            {"minutes": 50, "purpose": "SUPPORT", "start": "2026-11-23T10:00:00+01:00", "parts": [{"before": 3}, {}],
             "reasons": {"A": "b"}}""";

    private <T> T read(String json, Class<T> type) {
        return reader.read(reader.parse(json.getBytes(UTF_8)), type);
    }

    private List<Fault> faults(String json, Class<?> type) {
        var problem = catchThrowableOfType(Problem.class, () -> read(json, type));
        @SuppressWarnings("unchecked") // as the problem has them
        var faults = (List<Fault>) problem.more().get("errors");
        return java.util.Objects.requireNonNull(faults);
    }

    @Test
    void a_good_request_is_read_and_an_absent_id_is_made() {
        var ask = read(GOOD, Ask.class);

        assertThat(ask.sessionId().value().version()).isEqualTo(7);
        assertThat(ask.start()).isEqualTo("2026-11-23T09:00:00Z");
        assertThat(ask.parts()).extracting(Part::before).containsExactly(3, null);
        assertThat(ask.reasons()).containsEntry("A", new Secret("b"));
        assertThat(ask.note()).isNull();
    }

    @Test
    void all_faults_are_named_at_once_each_at_its_place() {
        var faults = faults("""
                {"sessionId": "x", "minutes": "50", "purpose": "SLEEP", "start": "2026-11-23T10:00:00", "more": 1,
                 "parts": [{"before": 11}, {"befor": 1}, 3], "reasons": {"A": 5}}""", Ask.class);

        assertThat(faults)
                .extracting(Fault::at)
                .containsExactlyInAnyOrder(
                        "/sessionId",
                        "/minutes",
                        "/purpose",
                        "/start",
                        "/parts/0/before",
                        "/parts/1/befor",
                        "/parts/2",
                        "/reasons/A",
                        "/more");
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(faults("{}", Ask.class))
                .extracting(Fault::at, Fault::detail)
                .contains(org.assertj.core.groups.Tuple.tuple("/minutes", "is missing"))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-5",
                "1441",
                "2147483648",
                "99999999999999999999",
                "5.5",
                "5.0",
                "\"5\"",
                "true",
                "null",
                "[]"
            })
    void minutes_are_whole_and_in_range(String minutes) {
        assertThat(faults(GOOD.replace("50", minutes), Ask.class))
                .extracting(Fault::at)
                .containsExactly("/minutes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999-01-01T00:00:00Z",
                "1899-12-31T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "2026-11-23",
                "2026-02-30T10:00:00Z",
                "2026-11-23T10:00:00",
                "tomorrow",
                "1700000000"
            })
    void an_instant_says_its_offset_and_lies_in_years_a_record_can_be_about(String start) {
        assertThat(faults(GOOD.replace("2026-11-23T10:00:00+01:00", start), Ask.class))
                .extracting(Fault::at)
                .containsExactly("/start");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"minutes\": 1, \"minutes\": 2}",
                "{\"minutes\": 1",
                "[1]",
                "\"text\"",
                "{} {}",
                "{'a': 1}",
                "nul",
                "{\"a\": NaN}"
            })
    void broken_json_is_a_fault_and_nothing_of_it_is_quoted(String json) {
        assertThat(faults(json, Ask.class))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).doesNotContain("minutes", "text", "NaN"));
    }

    @Test
    void nesting_ends_at_64() {
        var deep = "{\"a\":".repeat(65) + "1" + "}".repeat(65);

        assertThatThrownBy(() -> reader.parse(deep.getBytes(UTF_8))).isInstanceOf(Problem.class);
        assertThat(reader.parse(("{\"a\":".repeat(63) + "1" + "}".repeat(63)).getBytes(UTF_8)))
                .isNotNull();
    }

    @Test
    void a_text_has_up_to_256_kib() {
        var long256 = GOOD.replace("\"b\"", "\"" + "b".repeat(256 * 1024 + 1) + "\"");

        assertThatThrownBy(() -> reader.parse(long256.getBytes(UTF_8))).isInstanceOf(Problem.class);
    }

    @Test
    void one_of_several_kinds_is_read_by_its_name() {
        assertThat(read("{\"changes\": [{\"op\": \"ADD\", \"minutes\": 5}, {\"op\": \"END\"}]}", Changes.class)
                        .changes())
                .containsExactly(new Add(5), new End());
        assertThat(faults(
                        "{\"changes\": [{\"op\": \"DROP\"}, {\"minutes\": 1}, {\"op\": \"ADD\"}, {\"op\": \"END\", \"x\": 1}]}",
                        Changes.class))
                .extracting(Fault::at)
                .containsExactly("/changes/0/op", "/changes/1/op", "/changes/2/minutes", "/changes/3/x");
    }

    @Test
    void the_same_request_is_the_same_however_it_is_laid_out() {
        assertThat(reader.canonical(reader.parse("{\"b\": [1, {\"d\": 1, \"c\": 2}], \"a\": 2}".getBytes(UTF_8))))
                .isEqualTo(reader.canonical(reader.parse("{\"a\":2,\"b\":[1,{\"c\":2,\"d\":1}]}".getBytes(UTF_8))));
    }
}
