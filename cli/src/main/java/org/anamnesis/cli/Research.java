package org.anamnesis.cli;

import picocli.CommandLine.Command;

/** {@code anamnesis research}. */
@Command(
        name = "research",
        description = "Plays a history again for studies.",
        mixinStandardHelpOptions = true,
        subcommands = {ResearchExport.class, ResearchMeasure.class})
final class Research {}
