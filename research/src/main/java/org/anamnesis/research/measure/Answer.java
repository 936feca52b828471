package org.anamnesis.research.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a measure came to.
 *
 * @param rows each as texts, numbers or nothing, in the order of the columns
 */
public record Answer(Measure measure, List<String> columns, List<List<@Nullable Object>> rows) {

    /** As a table for people. */
    public String table() {
        var widths = new ArrayList<Integer>();
        for (int i = 0; i < columns.size(); i++) {
            var column = i;
            widths.add(Math.max(
                    columns.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> told(row.get(column)).length())
                            .max()
                            .orElse(0)));
        }
        var text = new StringBuilder(measure.title())
                .append(" (")
                .append(measure.name())
                .append(")\n");
        line(text, columns, widths, List.of());
        rows.forEach(row -> line(text, row.stream().map(Answer::told).toList(), widths, row));
        return text.toString();
    }

    private static void line(
            StringBuilder text, List<String> cells, List<Integer> widths, List<@Nullable Object> values) {
        for (int i = 0; i < cells.size(); i++) {
            var pad = " ".repeat(widths.get(i) - cells.get(i).length());
            var isNumber = values.isEmpty() || values.get(i) instanceof Number;
            text.append(i == 0 ? "" : "  ").append(isNumber ? pad + cells.get(i) : cells.get(i) + pad);
        }
        text.append('\n');
    }

    static String told(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number ->
                BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    int column(String name) {
        return columns.indexOf(name);
    }

    /** A number; none where there is none. */
    @Nullable
    Double number(List<@Nullable Object> row, String column) {
        return row.get(column(column)) instanceof Number number ? number.doubleValue() : null;
    }

    String text(List<@Nullable Object> row, String column) {
        return told(Objects.requireNonNullElse(row.get(column(column)), ""));
    }
}
