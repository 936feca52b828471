package org.anamnesis.research;

/** What a column holds. */
enum ColumnType {
    TEXT("varchar", "string", "TEXT"),
    INTEGER("integer", "integer", "INTEGER"),
    BOOLEAN("boolean", "boolean", "BOOLEAN"),
    TIME("timestamp", "time", "TIMESTAMP");

    private final String sql;
    private final String ocel;
    private final String sqlite;

    ColumnType(String sql, String ocel, String sqlite) {
        this.sql = sql;
        this.ocel = ocel;
        this.sqlite = sqlite;
    }

    String sql() {
        return sql;
    }

    String ocel() {
        return ocel;
    }

    String sqlite() {
        return sqlite;
    }
}
