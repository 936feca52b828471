package org.anamnesis.research;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A data set that was handed out, by its tables.
 *
 * @param tables each by its name, with the SQL that reads it
 */
public record DataSet(Map<String, String> tables) {

    /** The one in a folder: its Parquet files, or its CSV files. */
    public static DataSet in(Path folder) {
        var tables = new LinkedHashMap<String, String>();
        for (var table : Star.TABLES) {
            tables.put(table.name(), reading(folder, table));
        }
        return new DataSet(tables);
    }

    private static String reading(Path folder, Star.Table table) {
        var parquet = folder.resolve(table.name() + ".parquet");
        if (Files.isRegularFile(parquet)) {
            return "select " + table.columnNames() + " from read_parquet(" + Workbench.text(parquet.toString()) + ")";
        }
        var csv = folder.resolve(table.name() + ".csv");
        if (Files.isRegularFile(csv)) {
            return "select " + table.columnNames() + " from read_csv(" + Workbench.text(csv.toString())
                    + ", header = true, columns = {"
                    + table.columns().stream()
                            .map(column ->
                                    "'" + column.name() + "': '" + column.type().sql() + "'")
                            .collect(Collectors.joining(", "))
                    + "})";
        }
        throw new Refused(
                Refused.Kind.MALFORMED,
                folder.toString(),
                "holds no " + table.name() + ".parquet and no " + table.name() + ".csv.",
                "Name the folder of a data set with its tables.");
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        Folder.delete(folder);
    }
}
