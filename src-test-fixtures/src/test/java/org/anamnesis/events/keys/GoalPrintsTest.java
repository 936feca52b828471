package org.anamnesis.events.keys;

import static org.anamnesis.events.Label.GOAL_WORDS;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BEN;
import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.PLAN;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.fixtures.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalPrintsTest {

    private static final UUID HERS = id(41);
    private static final UUID HIS = id(42);

    @TempDir
    Path data;

    private final TestPostgres database = TestPostgres.migrated();
    private Vault vault;
    private GoalPrints prints;

    @BeforeEach
    void open() {
        var file = data.resolve("keys.json");
        KeyFile.make(file);
        vault = new PostgresVault(
                database.sql(),
                database.sql(),
                new FileWrapping(file, database.sql()),
                new Damage(new SimpleMeterRegistry()));
        prints = new GoalPrints(database.sql(), vault, database.sql(), KeyFile.read(file));
    }

    private void goal(ClientId client, UUID goal, String words, long position) {
        prints.keep(CLINIC, client, PLAN.value(), goal, vault.seal(client, PLAN, GOAL_WORDS, secret(words)), position);
    }

    @Test
    void the_same_words_in_another_clients_plan_are_a_copy_however_they_are_written() {
        goal(ANNA, HERS, "I will stay sober, and sleep through the night.", 1);
        goal(BEN, HIS, "i will stay SOBER and sleep through the night", 2);

        assertThat(prints.cloneIndex(List.of(HERS), 2)).contains(1.0);
    }

    @Test
    void words_in_part_the_same_are_a_copy_in_part() {
        goal(ANNA, HERS, "I will stay sober and sleep through the night", 1);
        goal(BEN, HIS, "I will stay sober and find new work", 2);

        assertThat(prints.cloneIndex(List.of(HERS), 2).orElseThrow()).isBetween(0.2, 0.6);
    }

    @Test
    void nobody_copies_from_themselves_or_from_what_was_not_there_yet() {
        goal(ANNA, HERS, "I will stay sober and sleep through the night", 1);
        goal(ANNA, id(43), "I will stay sober and sleep through the night", 2);
        goal(BEN, HIS, "I will stay sober and sleep through the night", 3);

        assertThat(prints.cloneIndex(List.of(HERS), 2)).contains(0.0);
        assertThat(prints.cloneIndex(List.of(), 3)).isEmpty();
    }

    @Test
    void no_words_are_kept_and_what_is_kept_goes_with_the_client() {
        goal(ANNA, HERS, "I will stay sober", 1);
        goal(BEN, HIS, "I will stay sober", 2);

        database.sql()
                .sql("insert into keys.erased (subject, erased_at) values (?, now())")
                .param(BEN.value())
                .update();

        assertThat(prints.cloneIndex(List.of(HERS), 2)).contains(0.0);
        assertThat(prints.cloneIndex(List.of(HIS), 2)).isEqualTo(Optional.empty());
    }
}
