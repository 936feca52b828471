package org.anamnesis.research;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.anamnesis.events.research.StudyProtocol;
import org.anamnesis.research.Refused.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A study that is to be played: which one, what for, and what was approved.
 *
 * @param title what it is called
 * @param purpose what is to be learned
 */
public record Study(UUID study, String title, String purpose, StudyProtocol protocol) {

    private static final int NEAR = 3;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /**
     * Reads a study file, as YAML or JSON. Whatever is not understood to the letter is refused: a typo must not make a
     * cohort another one.
     */
    public static Study read(Path file) throws IOException {
        try {
            return of(YAML.readTree(Files.readString(file)));
        } catch (JacksonException unreadable) {
            throw malformed(List.of(new Reason(
                    file.getFileName().toString(),
                    "is no YAML: " + unreadable.getOriginalMessage(),
                    where(unreadable))));
        }
    }

    static Study of(JsonNode written) {
        if (!(written instanceof ObjectNode all)) {
            throw malformed(List.of(new Reason("study", "the fields of a study are expected.", "")));
        }
        var rest = all.deepCopy();
        var faults = new ArrayList<Reason>();
        var id = text(rest, "study", faults);
        var title = text(rest, "title", faults);
        var purpose = text(rest, "purpose", faults);
        for (var needed : List.of("approvals", "cohort", "profile", "ends", "recipient")) {
            if (rest.path(needed).isMissingNode() || rest.path(needed).isNull()) {
                faults.add(new Reason(needed, "is missing.", ""));
            }
        }
        UUID study = new UUID(0, 0);
        try {
            study = UUID.fromString(id);
        } catch (IllegalArgumentException noUuid) {
            faults.add(
                    new Reason("study", "is no UUID.", "Make one up, such as " + UUID.randomUUID() + ", and keep it."));
        }
        if (!faults.isEmpty()) {
            throw malformed(faults);
        }
        var protocol = protocol(rest);
        protocol.faults().forEach((at, fault) -> faults.add(new Reason(dotted(at), fault + ".", "")));
        if (!faults.isEmpty()) {
            throw malformed(faults);
        }
        return new Study(study, title, purpose, protocol);
    }

    private static String text(ObjectNode from, String field, List<Reason> faults) {
        var value = from.remove(field);
        if (value == null || !value.isString() || value.asString().isBlank()) {
            faults.add(new Reason(field, "is missing.", ""));
            return "";
        }
        return value.asString();
    }

    private static StudyProtocol protocol(JsonNode written) {
        try {
            return JSON.treeToValue(written, StudyProtocol.class);
        } catch (UnrecognizedPropertyException unknown) {
            var known =
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            throw malformed(List.of(new Reason(
                    path(unknown),
                    "there is no such field.",
                    near(unknown.getPropertyName(), known)
                            .map(field -> "Did you mean " + field + "?")
                            .orElse("There are "
                                    + String.join(", ", known.stream().sorted().toList()) + "."))));
        } catch (InvalidFormatException other) {
            var type = other.getTargetType();
            throw malformed(List.of(new Reason(
                    path(other),
                    other.getValue() + " is not known here.",
                    type.isEnum()
                            ? "It is one of "
                                    + List.of(type.getEnumConstants()).stream()
                                            .map(Object::toString)
                                            .collect(Collectors.joining(", "))
                                    + "."
                            : "A " + type.getSimpleName() + " is expected.")));
        } catch (DatabindException wrong) {
            throw malformed(List.of(new Reason(path(wrong), wrong.getOriginalMessage(), "")));
        }
    }

    private static String path(DatabindException wrong) {
        return wrong.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String dotted(String pointer) {
        return pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    }

    private static String where(JacksonException unreadable) {
        var location = unreadable.getLocation();
        return location == null ? "" : "Look at line " + location.getLineNr() + ".";
    }

    /** The word that was perhaps meant. */
    static Optional<String> near(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(written, word) <= NEAR)
                .min(Comparator.comparingInt((String word) -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters have to be changed, added or left out. */
    private static int distance(String one, String other) {
        var before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                now[j] = Math.min(
                        Math.min(now[j - 1], before[j]) + 1,
                        before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1));
            }
            before = now;
        }
        return before[other.length()];
    }

    private static Refused malformed(List<Reason> reasons) {
        return new Refused(Refused.Kind.MALFORMED, reasons);
    }
}
