package org.anamnesis.events.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.Code;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Protection;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.TimeSlot;

/** An example of each event with everything in it that it can hold. */
final class SampleEvents {

    private SampleEvents() {}

    static Object of(Class<?> record) {
        try {
            var constructor = record.getDeclaredConstructor(Arrays.stream(record.getRecordComponents())
                    .map(component -> component.getType())
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(record.getRecordComponents())
                    .map(component -> value(component.getGenericType(), component.getName()))
                    .toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return map.getActualTypeArguments()[1] == String.class
                    ? Map.of("sessionLimit", "some " + name)
                    : Map.of("sessionLimit", "PT45M", "seriesLongest", 7, "attestedQualities", List.of("SAFE"));
        }
        if (type instanceof ParameterizedType list) {
            var of = (Class<?>) list.getActualTypeArguments()[0];
            return of.isInterface()
                    ? Arrays.stream(of.getPermittedSubclasses())
                            .map(SampleEvents::of)
                            .toList()
                    : List.of(value(of, name));
        }
        var raw = (Class<?>) type;
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        return switch (raw.getSimpleName()) {
            case "String" -> "some " + name;
            case "int", "Integer" -> 7;
            case "long", "Long" -> 48L;
            case "boolean" -> true;
            case "UUID" -> new UUID(1, name.hashCode());
            case "Instant" -> Instant.parse("2026-11-23T09:00:00Z");
            case "LocalDate" -> LocalDate.parse("2026-11-23");
            case "LocalTime" -> LocalTime.parse(name.equals("to") ? "17:00" : "10:00");
            case "ZoneId" -> ZoneId.of("Europe/Berlin");
            case "Jurisdiction" -> new Jurisdiction("US-CA");
            case "Code" -> new Code("EXPOSURE");
            case "Sealed" -> new Sealed(new UUID(1, 2), Protection.PART2, "label." + name, "AbCd-_09");
            case "TimeSlot" ->
                new TimeSlot(Instant.parse("2026-11-30T09:00:00Z"), Instant.parse("2026-11-30T09:50:00Z"));
            default -> of(raw);
        };
    }
}
