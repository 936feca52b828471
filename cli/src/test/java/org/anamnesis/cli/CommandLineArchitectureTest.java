package org.anamnesis.cli;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.anamnesis.fixtures.ArchitectureRules;

@AnalyzeClasses(packages = "org.anamnesis.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class CommandLineArchitectureTest {

    @ArchTest
    static final ArchRule COMMAND_LINE_KNOWS_NO_SIDE = ArchitectureRules.COMMAND_LINE_KNOWS_NO_SIDE;

    @ArchTest
    static final ArchRule NO_LAYER_NAMES = ArchitectureRules.NO_LAYER_NAMES;
}
