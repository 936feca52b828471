package org.anamnesis.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code anamnesis}. */
@Command(
        name = "anamnesis",
        description = "Works with a running Anamnesis over its HTTP API, or reads its history.",
        mixinStandardHelpOptions = true,
        subcommands = {Anamnesis.Import.class, VerifyHistory.class, Research.class})
public final class Anamnesis {

    @Command(
            name = "import",
            description = "Brings records from elsewhere in.",
            mixinStandardHelpOptions = true,
            subcommands = ImportFhir.class)
    static final class Import {}

    Anamnesis() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Anamnesis()).execute(args));
    }
}
