package org.anamnesis.research;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what the tables of a data set hold, for people and for programs, by the definitions that they are made by. */
final class Dictionary {

    private Dictionary() {}

    /** Writes both; answers their names. */
    static List<String> write(Path folder) throws IOException {
        Files.writeString(folder.resolve("dictionary.csv"), csv(), UTF_8);
        Files.writeString(folder.resolve("dictionary.md"), page(), UTF_8);
        return List.of("dictionary.csv", "dictionary.md");
    }

    private static String csv() {
        return Star.TABLES.stream()
                .flatMap(table -> table.columns().stream()
                        .map(column -> table.name() + "," + column.name() + "," + type(column) + ",\""
                                + column.meaning() + "\"\n"))
                .collect(Collectors.joining("", "table,column,type,meaning\n", ""));
    }

    private static String page() {
        return Star.TABLES.stream()
                .map(table -> "## " + table.name() + "\n\nOne row is " + table.row() + ". Sorted by " + table.order()
                        + ".\n\n| column | type | meaning |\n|---|---|---|\n"
                        + table.columns().stream()
                                .map(column -> "| `" + column.name() + "` | " + type(column) + " | " + column.meaning()
                                        + " |\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(
                        "\n",
                        "# What the data hold\n\nThe tables of " + Star.VERSION
                                + ". The same rows stand in the Parquet and in the CSV files. Ages are not told: birth dates"
                                + " are sealed. What people wrote is not told either.\n\n",
                        ""));
    }

    private static String type(Star.Column column) {
        return column.type().name().toLowerCase(Locale.ROOT);
    }
}
