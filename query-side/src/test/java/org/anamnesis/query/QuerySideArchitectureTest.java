package org.anamnesis.query;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.anamnesis.fixtures.ArchitectureRules;

@AnalyzeClasses(packages = "org.anamnesis.query", importOptions = ImportOption.DoNotIncludeTests.class)
class QuerySideArchitectureTest {

    @ArchTest
    static final ArchRule SLICES_MEET_ONLY_IN_EVENTS = ArchitectureRules.SLICES_MEET_ONLY_IN_EVENTS;

    @ArchTest
    static final ArchRule QUERY_SIDE_KNOWS_NO_COMMAND_SIDE = ArchitectureRules.QUERY_SIDE_KNOWS_NO_COMMAND_SIDE;

    @ArchTest
    static final ArchRule NO_LAYER_NAMES = ArchitectureRules.NO_LAYER_NAMES;
}
