package org.anamnesis.query.support.report;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of a table: the components of its rows, in their order, without those that JSON leaves out too. */
final class Columns {

    private final List<RecordComponent> components;

    Columns(Class<? extends ReportRow> row) {
        components = Arrays.stream(Objects.requireNonNull(row.getRecordComponents(), "a row is a record"))
                .filter(component -> !component.getAccessor().isAnnotationPresent(JsonIgnore.class))
                .toList();
        components.forEach(component -> component.getAccessor().setAccessible(true));
    }

    List<String> names() {
        return components.stream().map(RecordComponent::getName).toList();
    }

    /** What stands in each cell of a row. */
    List<@Nullable Object> values(ReportRow row) {
        var values = new ArrayList<@Nullable Object>();
        components.forEach(component -> values.add(value(component, row)));
        return values;
    }

    /** The same as text; nothing where there is nothing. */
    List<String> cells(ReportRow row) {
        return values(row).stream().map(Columns::text).toList();
    }

    private static @Nullable Object value(RecordComponent component, ReportRow row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof Collection<?> all
                ? all.stream().map(Columns::text).collect(joining("; "))
                : Objects.toString(value, "");
    }
}
