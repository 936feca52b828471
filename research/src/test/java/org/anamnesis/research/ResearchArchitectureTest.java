package org.anamnesis.research;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.anamnesis.fixtures.ArchitectureRules;

@AnalyzeClasses(packages = "org.anamnesis.research", importOptions = ImportOption.DoNotIncludeTests.class)
class ResearchArchitectureTest {

    @ArchTest
    static final ArchRule RESEARCH_KNOWS_NO_SIDE = ArchitectureRules.RESEARCH_KNOWS_NO_SIDE;

    @ArchTest
    static final ArchRule NO_LAYER_NAMES = ArchitectureRules.NO_LAYER_NAMES;
}
