package org.anamnesis.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command reads, and as whom. */
final class DatabaseOptions {

    @Option(
            names = "--database",
            paramLabel = "<url>",
            description = "The history's database, or a replica of it, such as"
                    + " jdbc:postgresql://localhost:5432/anamnesis.")
    private @Nullable String database;

    @Option(
            names = "--user",
            defaultValue = "anamnesis",
            description = "Who signs in there (default: ${DEFAULT-VALUE}).")
    private String user = "";

    @Option(
            names = "--password",
            arity = "0..1",
            interactive = true,
            defaultValue = "${env:ANAMNESIS_DATABASE_PASSWORD:-}",
            description =
                    "The password (default: the environment variable ANAMNESIS_DATABASE_PASSWORD; without a value it"
                            + " is asked for).")
    private String password = "";

    /** The database's address; none if it was not given. */
    @Nullable
    String database() {
        return database;
    }

    /** The database's address: this machine's own if it was not given. */
    String databaseOrOwn() {
        return database == null ? "jdbc:postgresql://localhost:5432/anamnesis" : database;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }
}
