package org.anamnesis.command;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.anamnesis.fixtures.ArchitectureRules;

@AnalyzeClasses(packages = "org.anamnesis", importOptions = ImportOption.DoNotIncludeTests.class)
class CommandSideArchitectureTest {

    @ArchTest
    static final ArchRule EVENTS_KNOW_NOBODY = ArchitectureRules.EVENTS_KNOW_NOBODY;

    @ArchTest
    static final ArchRule ONLY_STORING_KNOWS_AXON = ArchitectureRules.ONLY_STORING_KNOWS_AXON;

    @ArchTest
    static final ArchRule EVENTS_ARE_FREE_OF_CYCLES = ArchitectureRules.EVENTS_ARE_FREE_OF_CYCLES;

    @ArchTest
    static final ArchRule SLICES_MEET_ONLY_IN_EVENTS = ArchitectureRules.SLICES_MEET_ONLY_IN_EVENTS;

    @ArchTest
    static final ArchRule COMMAND_SIDE_KNOWS_NO_QUERY_SIDE = ArchitectureRules.COMMAND_SIDE_KNOWS_NO_QUERY_SIDE;

    @ArchTest
    static final ArchRule DECISIONS_ASSIGN_NOTHING = ArchitectureRules.DECISIONS_ASSIGN_NOTHING;

    @ArchTest
    static final ArchRule EVOLUTION_APPLIES_NOTHING = ArchitectureRules.EVOLUTION_APPLIES_NOTHING;

    @ArchTest
    static final ArchRule DECISIONS_KNOW_NO_CLOCK = ArchitectureRules.DECISIONS_KNOW_NO_CLOCK;

    @ArchTest
    static final ArchRule JUDGEMENTS_KNOW_NO_CLOCK = ArchitectureRules.JUDGEMENTS_KNOW_NO_CLOCK;

    @ArchTest
    static final ArchRule ONLY_CREATION_SETS_THE_ID = ArchitectureRules.ONLY_CREATION_SETS_THE_ID;

    @ArchTest
    static final ArchRule NO_LAYER_NAMES = ArchitectureRules.NO_LAYER_NAMES;
}
