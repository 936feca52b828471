package org.anamnesis.events.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.anamnesis.events.governance.RuleDocument;
import org.anamnesis.events.rules.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class ShippedRulesTest {

    private static final Path FOLDER = Path.of("src/main/resources/rules");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static Stream<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.toList().stream();
        }
    }

    static Stream<RuleDocument> documents() {
        return ShippedRules.documents().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_file_is_a_document_of_its_name(Path file) throws IOException {
        var document = STRICT.readValue(Files.readAllBytes(file), RuleDocument.class);

        assertThat(file).hasFileName(document.id() + ".json");
        assertThat(ShippedRules.NAMES).contains(document.id());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_rule_is_known_can_be_read_and_says_where_it_comes_from(RuleDocument document) {
        assertThat(Rule.faults(document.parameters(), document.sources().keySet(), document.overrides()))
                .isEmpty();
        assertThat(document.sources().keySet()).isEqualTo(document.parameters().keySet());
        assertThat(document.title()).isNotBlank();
    }

    @Test
    void each_rule_is_used_by_some_document_or_is_for_practices_to_set() {
        var used = ShippedRules.documents().stream()
                .flatMap(document -> document.parameters().keySet().stream())
                .toList();

        assertThat(Rule.all().stream().map(Rule::name).filter(name -> !used.contains(name)))
                .containsExactly("placeAttestedWithin");
    }
}
