package org.anamnesis.events.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.anamnesis.events.governance.RuleDocument;
import tools.jackson.databind.json.JsonMapper;

/** The rules that come with the software, as {@code rules/*.json} has them. What is in a file never changes; a new version is a new file. */
public final class ShippedRules {

    static final List<String> NAMES = List.of("house@1", "us-ca-otp@1", "us-co-addiction@1", "us-mn-sud@1");

    private static final List<RuleDocument> DOCUMENTS =
            NAMES.stream().map(ShippedRules::read).toList();

    private ShippedRules() {}

    public static List<RuleDocument> documents() {
        return DOCUMENTS;
    }

    private static RuleDocument read(String name) {
        try (var file = ShippedRules.class.getResourceAsStream("/rules/" + name + ".json")) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(file, name), RuleDocument.class);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
