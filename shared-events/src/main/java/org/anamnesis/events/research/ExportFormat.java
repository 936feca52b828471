package org.anamnesis.events.research;

/** As what files a data set is handed out. */
public enum ExportFormat {
    PARQUET,
    CSV,
    /** Object-centric event log 2.0, as JSON. */
    OCEL_JSON,
    /** The same as an SQLite database. */
    OCEL_SQLITE
}
