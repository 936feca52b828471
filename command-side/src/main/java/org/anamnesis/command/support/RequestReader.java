package org.anamnesis.command.support;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.anamnesis.events.Id;
import org.anamnesis.events.Secret;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Problem.Fault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads commands from JSON, strictly: whatever is unknown, missing, double, of a wrong type or out of range is a fault,
 * and all faults are named at once, each at its place.
 */
@Component
final class RequestReader {

    private static final int NESTING = 64;
    private static final int STRING = 256 * 1024;

    private final Validator validator;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING)
                            .maxStringLength(STRING)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .addModule(new SimpleModule()
                    .addDeserializer(Instant.class, new TimeReaders.OfInstants())
                    .addDeserializer(LocalDate.class, new TimeReaders.OfDays())
                    .addDeserializer(ZoneId.class, new TimeReaders.OfZones()))
            .build();

    private final Map<Class<?>, List<Part>> parts = new ConcurrentHashMap<>();

    /**
     * A part of a record.
     *
     * @param name as it is written
     * @param component as the record calls it
     */
    private record Part(String name, String component, JavaType type, boolean isOptional, boolean isMadeIfAbsent) {}

    RequestReader(Validator validator) {
        this.validator = validator;
    }

    /** A body as it stands, before it means anything. */
    ObjectNode parse(byte[] body) {
        if (body.length == 0) {
            return json.createObjectNode();
        }
        try {
            if (json.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw Problem.malformed("", "a JSON object is expected");
        } catch (JacksonException broken) {
            throw Problem.malformed("", describe(broken));
        }
    }

    /** The same text for the same request, however it was laid out. */
    String canonical(JsonNode body) {
        return json.writeValueAsString(body);
    }

    /** The command that this body means. */
    <T> T read(ObjectNode body, Class<T> type) {
        var faults = new ArrayList<Fault>();
        checkRecord(body, type, "", "", faults);
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
        try {
            return json.treeToValue(body, type);
        } catch (JacksonException broken) {
            throw problem(broken);
        }
    }

    /** What a command itself finds wrong it names at its places; else it is what was wrong with the JSON. */
    private static Problem problem(JacksonException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem named) {
                return named;
            }
        }
        return Problem.malformed(pointer(broken), describe(broken));
    }

    private void check(@Nullable JsonNode node, JavaType type, String at, List<Fault> faults) {
        var raw = type.getRawClass();
        if (node == null || node.isNull()) {
            faults.add(new Fault(at, "is missing"));
        } else if (type.isCollectionLikeType()) {
            if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    check(node.get(i), type.getContentType(), at + "/" + i, faults);
                }
            } else {
                faults.add(new Fault(at, "a list is expected"));
            }
        } else if (type.isMapLikeType()) {
            if (node instanceof ObjectNode object) {
                object.properties()
                        .forEach(entry ->
                                check(entry.getValue(), type.getContentType(), at + "/" + entry.getKey(), faults));
            } else {
                faults.add(new Fault(at, "an object is expected"));
            }
        } else if (raw.isAnnotationPresent(JsonTypeInfo.class)) {
            checkOneOf(node, raw, at, faults);
        } else if (raw.isRecord() && !isValue(raw)) {
            checkRecord(node, raw, at, "", faults);
        } else {
            try {
                json.treeToValue(node, type);
                if (raw == Secret.class && node.asString("").isBlank()) {
                    faults.add(new Fault(at, "a text is expected, not an empty one"));
                }
            } catch (JacksonException wrong) {
                faults.add(new Fault(at, expected(raw)));
            }
        }
    }

    private void checkRecord(JsonNode node, Class<?> type, String at, String discriminator, List<Fault> faults) {
        if (!(node instanceof ObjectNode object)) {
            faults.add(new Fault(at, "an object is expected"));
            return;
        }
        var unknown = new HashSet<>(object.propertyNames());
        unknown.remove(discriminator);
        for (var part : parts.computeIfAbsent(type, this::partsOf)) {
            var name = part.name();
            unknown.remove(name);
            if (part.isMadeIfAbsent() && isAbsent(object.get(name))) {
                object.put(name, ids.generate().toString());
            }
            if (!part.isOptional() || !isAbsent(object.get(name))) {
                var before = faults.size();
                check(object.get(name), part.type(), at + "/" + name, faults);
                if (faults.size() == before) {
                    checkConstraints(type, part, object.get(name), at + "/" + name, faults);
                }
            }
        }
        unknown.stream().sorted().forEach(name -> faults.add(new Fault(at + "/" + name, "is not known here")));
    }

    private List<Part> partsOf(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> new Part(
                        name(component),
                        component.getName(),
                        json.constructType(component.getGenericType()),
                        isOptional(component),
                        component.isAnnotationPresent(MadeIfAbsent.class)))
                .toList();
    }

    /** Whether a part of a record may be left out: as whoever makes it from JSON says, else as the record itself. */
    static boolean isOptional(RecordComponent component) {
        var type = component.getDeclaringRecord();
        var names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonCreator.class))
                .map(method -> method.getAnnotatedParameterTypes()[names.indexOf(component.getName())])
                .findFirst()
                .orElse(component.getAnnotatedType())
                .isAnnotationPresent(Nullable.class);
    }

    private void checkOneOf(JsonNode node, Class<?> type, String at, List<Fault> faults) {
        var property = type.getAnnotation(JsonTypeInfo.class).property();
        var kinds = type.getAnnotation(JsonSubTypes.class).value();
        var written = node.path(property).asString("");
        var kind =
                Arrays.stream(kinds).filter(each -> each.name().equals(written)).findFirst();
        if (kind.isPresent()) {
            checkRecord(node, kind.get().value(), at, property, faults);
        } else {
            faults.add(new Fault(
                    at + "/" + property,
                    "is one of "
                            + Arrays.stream(kinds).map(JsonSubTypes.Type::name).toList()));
        }
    }

    private void checkConstraints(Class<?> type, Part part, JsonNode node, String at, List<Fault> faults) {
        Object value;
        try {
            value = json.treeToValue(node, part.type());
        } catch (JacksonException wrong) {
            faults.add(new Fault(at + pointer(wrong), describe(wrong)));
            return;
        }
        validator.validateValue(type, part.component(), value).stream()
                .map(violation -> new Fault(at, violation.getMessage()))
                .distinct()
                .forEach(faults::add);
    }

    private static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    /** A record that is written as a single value, such as an id. */
    static boolean isValue(Class<?> type) {
        return Id.class.isAssignableFrom(type)
                || (type.getPackageName().equals("org.anamnesis.events") && type.getRecordComponents().length == 1);
    }

    static String name(RecordComponent component) {
        var given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? component.getName() : given.value();
    }

    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry(
                    "Instant",
                    "an instant with its offset is expected, such as 2026-11-23T10:00:00+01:00, between the"
                            + " years 1900 and 2199"),
            Map.entry(
                    "Moment",
                    "an instant with its offset or a day is expected, such as 2026-11-23T10:00:00+01:00 or"
                            + " 2026-11-23, between the years 1900 and 2199"),
            Map.entry("LocalDate", "a day is expected, such as 2026-11-23, between the years 1900 and 2199"),
            Map.entry("LocalTime", "a local time is expected, such as 10:00"),
            Map.entry("ZoneId", "an IANA time zone is expected, such as Europe/Berlin"),
            Map.entry("Jurisdiction", "an ISO 3166 code is expected, such as US-CA"),
            Map.entry("Code", "a code is expected: up to 40 letters, digits and underscores"),
            Map.entry("UUID", "a UUID is expected"),
            Map.entry("int", "a whole number is expected"),
            Map.entry("Integer", "a whole number is expected"),
            Map.entry("boolean", "true or false is expected"),
            Map.entry("Boolean", "true or false is expected"),
            Map.entry("Secret", "a text is expected"),
            Map.entry("String", "a text is expected"));

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "is one of " + Arrays.asList(type.getEnumConstants());
        }
        return Id.class.isAssignableFrom(type)
                ? EXPECTED.getOrDefault("UUID", "")
                : EXPECTED.getOrDefault(type.getSimpleName(), "is not what is expected here");
    }

    private static String pointer(JacksonException broken) {
        var at = new StringBuilder();
        broken.getPath()
                .forEach(step -> at.append('/')
                        .append(
                                step.getPropertyName() == null
                                        ? String.valueOf(step.getIndex())
                                        : step.getPropertyName()));
        return at.toString();
    }

    /** What is wrong, without quoting what was sent. */
    private static String describe(JacksonException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException rule && !(cause instanceof JacksonException)) {
                return String.valueOf(rule.getMessage());
            }
        }
        var place = broken.getLocation();
        return "not the JSON that is expected here"
                + (place == null || place.getLineNr() < 0
                        ? ""
                        : ", line " + place.getLineNr() + ", column " + place.getColumnNr());
    }
}
