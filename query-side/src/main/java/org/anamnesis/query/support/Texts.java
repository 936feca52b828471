package org.anamnesis.query.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.anamnesis.events.Code;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Precision;
import org.jspecify.annotations.Nullable;

/** Words for records: templates from a file whose head says how they are written, filled with the record's parts. */
final class Texts {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern PIECE = Pattern.compile(
            "\\[(?<optional>[^\\]]*)\\]|\\{(?<part>[\\w.]+)(?::(?<count>\\w+))?(?:\\|(?<otherwise>[^}]*))?\\}");
    private final Map<String, String> lines;
    private final Map<String, List<Piece>> templates = new ConcurrentHashMap<>();
    private final Map<Class<?>, Kind> kinds = new ConcurrentHashMap<>();

    private Texts(Map<String, String> lines) {
        this.lines = lines;
    }

    /** The texts of a file on the class path. */
    static Texts of(String file) {
        var lines = new Properties();
        try (var in = Objects.requireNonNull(Texts.class.getResourceAsStream(file), file)) {
            lines.load(new InputStreamReader(in, UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Texts(lines.entrySet().stream()
                .collect(toMap(line -> (String) line.getKey(), line -> (String) line.getValue())));
    }

    /** A piece of a template: none where something in it is missing. */
    private interface Piece {
        @Nullable
        String fill(Record record, ZoneId zone);
    }

    /** What is known of a kind of record: its parts, and the lines for when some of them are there. */
    private record Kind(Map<String, Method> parts, List<Method> components, List<Variant> variants) {}

    /** A line that holds where a part is there, or has a value. */
    private record Variant(
            String key, String part, @Nullable String value) {}

    /** A record by its own line, if it has one. */
    Optional<String> tell(Record record, ZoneId zone) {
        var kind = kind(record);
        var variant =
                kind.variants().stream().filter(each -> holds(each, record)).findFirst();
        return fill(variant.map(Variant::key).orElse(record.getClass().getSimpleName()), record, zone);
    }

    /** What a record says in another respect, such as {@code before}. */
    Optional<String> tell(Record record, String respect, ZoneId zone) {
        return fill(record.getClass().getSimpleName() + "." + respect, record, zone);
    }

    /** A line about a record that is not to be filled in. */
    Optional<String> line(Record record, String respect) {
        return Optional.ofNullable(lines.get(record.getClass().getSimpleName() + "." + respect));
    }

    /** The values that a record is made of, without those that are missing. */
    List<Object> values(Record record) {
        return kind(record).components().stream()
                .map(component -> value(record, component))
                .filter(Objects::nonNull)
                .toList();
    }

    /** One part of a record. */
    @Nullable
    Object part(Record record, String name) {
        var part = kind(record).parts().get(name);
        if (part == null) {
            throw new IllegalArgumentException(record.getClass().getSimpleName() + " has no part " + name);
        }
        return value(record, part);
    }

    private static @Nullable Object value(Record record, Method part) {
        try {
            return part.invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean holds(Variant variant, Record record) {
        var part = part(record, variant.part());
        return variant.value() == null
                ? part != null && !part.equals(false)
                : String.valueOf(part).equals(variant.value());
    }

    private Kind kind(Record record) {
        return kinds.computeIfAbsent(record.getClass(), type -> {
            var parts = Arrays.stream(type.getMethods())
                    .filter(method -> method.getParameterCount() == 0 && method.getDeclaringClass() == type)
                    .collect(toMap(Method::getName, method -> method));
            var prefix = type.getSimpleName() + ".if.";
            var variants = new ArrayList<Variant>();
            for (var component : type.getRecordComponents()) {
                var present = prefix + component.getName();
                lines.keySet().stream()
                        .filter(key -> key.startsWith(present + "."))
                        .sorted()
                        .forEach(key -> variants.add(
                                new Variant(key, component.getName(), key.substring(present.length() + 1))));
                if (lines.containsKey(present)) {
                    variants.add(new Variant(present, component.getName(), null));
                }
            }
            return new Kind(
                    parts,
                    Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getAccessor)
                            .toList(),
                    variants);
        });
    }

    private Optional<String> fill(String key, Record record, ZoneId zone) {
        var line = lines.get(key);
        return line == null
                ? Optional.empty()
                : Optional.ofNullable(fill(templates.computeIfAbsent(key, missing -> pieces(line)), record, zone));
    }

    private static @Nullable String fill(List<Piece> pieces, Record record, ZoneId zone) {
        var text = new StringBuilder();
        for (var piece : pieces) {
            var filled = piece.fill(record, zone);
            if (filled == null) {
                return null;
            }
            text.append(filled);
        }
        return text.toString();
    }

    private List<Piece> pieces(String template) {
        var pieces = new ArrayList<Piece>();
        var found = PIECE.matcher(template);
        int end = 0;
        while (found.find()) {
            var before = template.substring(end, found.start());
            pieces.add((record, zone) -> before);
            pieces.add(
                    found.group("optional") == null
                            ? part(found.group("part"), found.group("count"), found.group("otherwise"))
                            : optional(pieces(found.group("optional"))));
            end = found.end();
        }
        var rest = template.substring(end);
        pieces.add((record, zone) -> rest);
        return pieces;
    }

    private static Piece optional(List<Piece> pieces) {
        return (record, zone) -> Objects.requireNonNullElse(fill(pieces, record, zone), "");
    }

    private Piece part(String path, @Nullable String count, @Nullable String otherwise) {
        var steps = path.split("\\.");
        return (record, zone) -> {
            var isOne = count != null && String.valueOf(part(record, count)).equals("1");
            var told = tell(record, steps, 0, zone, isOne ? this::one : this::word);
            return told == null ? otherwise : told;
        };
    }

    private @Nullable String tell(
            Object value, String[] steps, int step, ZoneId zone, Function<Enum<?>, String> names) {
        if (step == steps.length) {
            return tell(value, zone, names);
        }
        if (value instanceof Collection<?> all) {
            var told = all.stream()
                    .map(each -> tell(each, steps, step, zone, names))
                    .filter(Objects::nonNull)
                    .collect(joining("; "));
            return told.isEmpty() ? null : told;
        }
        var record = (Record) value;
        if (!kind(record).parts().containsKey(steps[step])) {
            return tell(record, steps[step], zone).orElse(null);
        }
        var part = part(record, steps[step]);
        return part == null ? null : tell(part, steps, step + 1, zone, names);
    }

    private @Nullable String tell(Object value, ZoneId zone, Function<Enum<?>, String> names) {
        return switch (value) {
            case Collection<?> all ->
                all.isEmpty()
                        ? null
                        : all.stream().map(each -> tell(each, zone, names)).collect(joining(", "));
            case Occurred occurred -> time(occurred);
            case Instant at -> time(at, zone);
            case Duration length -> String.valueOf(length.toMinutes());
            case Enum<?> name -> names.apply(name);
            case Boolean yes -> lines.get("value." + yes);
            case String name -> lines.getOrDefault("value." + name, name);
            case Code code -> words(code.value());
            case Record record -> tell(record, zone).orElseGet(record::toString);
            default -> value.toString();
        };
    }

    private String word(Enum<?> name) {
        return Objects.requireNonNullElseGet(lines.get("value." + name.name()), () -> words(name.name()));
    }

    private String one(Enum<?> name) {
        return Objects.requireNonNullElseGet(lines.get("one." + name.name()), () -> word(name));
    }

    /** A code in words: by its line of a kind such as {@code flag}, else as it is written. */
    String word(String kind, String code) {
        return Objects.requireNonNullElseGet(lines.get(kind + "." + code), () -> words(code));
    }

    private static String words(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A clinical time as it is known. */
    static String time(Occurred occurred) {
        return occurred.precision() == Precision.DAY
                ? occurred.at().atZone(occurred.zone()).toLocalDate().toString()
                : time(occurred.at(), occurred.zone());
    }

    private static String time(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone)) + " (" + zone + ")";
    }
}
