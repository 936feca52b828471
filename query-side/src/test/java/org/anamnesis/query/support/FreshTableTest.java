package org.anamnesis.query.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.fixtures.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshTableTest {

    private static final String VIEW = "tally-1";
    private static final Fold<UUID, Tally> FOLD = new TallyFold();

    private final TestPostgres database = TestPostgres.empty();
    private final Schemas schemas = new Schemas(database.login());
    private final EventSerializer json = new EventSerializer();
    private final Random random = new Random(4711);

    /** A row with a column of each kind. */
    record Tally(
            UUID id,
            long sum,
            Integer count,
            boolean even,
            Instant last,
            @Nullable Instant before,
            Kind kind,
            List<String> words,
            @Nullable String word) {}

    enum Kind {
        FEW,
        MANY
    }

    /** What is counted: how much, for whom; nothing ends the count. */
    record Counted(UUID id, int much, String word) {}

    private static final class TallyFold implements Fold<UUID, Tally> {

        @Override
        public Collection<UUID> keys(Recorded<?> recorded) {
            return List.of(((Counted) recorded.event()).id());
        }

        @Override
        public @Nullable Tally fold(@Nullable Tally row, Recorded<?> recorded) {
            var counted = (Counted) recorded.event();
            if (counted.much() == 0) {
                return null;
            }
            var sum = (row == null ? 0 : row.sum()) + counted.much();
            return new Tally(
                    counted.id(),
                    sum,
                    (row == null ? 0 : row.count()) + 1,
                    sum % 2 == 0,
                    recorded.recordedAt(),
                    row == null ? null : row.last(),
                    sum < 20 ? Kind.FEW : Kind.MANY,
                    List.of(counted.word(), "\t\\N \"ä€𝄞\""),
                    counted.much() % 3 == 0 ? null : counted.word());
        }

        @Override
        public Class<Tally> row() {
            return Tally.class;
        }
    }

    private void tables() {
        schemas.migrate("views");
        database.sql().sql("""
                        set role anamnesis_owner;
                        create table views.tally_1 (id uuid primary key, sum bigint not null, count integer not null,
                            even boolean not null, last timestamptz not null, before timestamptz, kind text not null,
                            words text not null, word text);
                        create unique index tally_1_sum_idx on views.tally_1 (id, sum desc) where sum > 0;
                        grant select on views.tally_1 to anamnesis_reader""").update();
    }

    private List<Recorded<?>> batch(List<UUID> ids) {
        var batch = new ArrayList<Recorded<?>>();
        for (int i = 0; i < 20; i++) {
            var counted = new Counted(ids.get(random.nextInt(ids.size())), random.nextInt(7), "word " + i);
            var at = Instant.ofEpochSecond(
                    random.nextLong(-9_000_000_000L, 9_000_000_000L), random.nextInt(1_000_000_000));
            batch.add(new Recorded<>(
                    counted, "Counted", UUID.randomUUID(), i, "Tally", counted.id(), i, at, counted.id(), Map.of()));
        }
        return batch;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void what_is_held_back_is_in_the_end_what_is_written_at_once(int mostHeld) {
        tables();
        var ids = random.ints(60).mapToObj(i -> UUID.randomUUID()).toList();
        try (var owner = new OwnerConnection(schemas.owner())) {
            var live = new RowTable<UUID, Tally>(owner.sql(), json, "tally_1", Tally.class);
            var fresh = new FreshTable<UUID, Tally>(VIEW, Tally.class, owner, json, mostHeld);
            fresh.create();
            for (int i = 0; i < 50; i++) {
                if (i == 40) {
                    fresh.finish();
                }
                var batch = batch(ids);
                live.foldIn(batch, FOLD);
                fresh.foldIn(batch, FOLD);
            }
            fresh.flush();

            assertThat(owner.sql().sql("table views.tally_1").query().listOfRows())
                    .hasSizeBetween(20, 59);
            assertThat(owner.sql().sql("""
                                    select count(*) from (
                                        (table views.tally_1 except table views.tally_1_rebuild) union all
                                        (table views.tally_1_rebuild except table views.tally_1)) differences""").query(Long.class).single()).isZero();
        }
    }

    @Test
    void what_was_held_for_a_swap_that_failed_is_forgotten() {
        tables();
        var id = UUID.randomUUID();
        var batch = List.<Recorded<?>>of(new Recorded<>(
                new Counted(id, 5, "five"), "Counted", id, 1, "Tally", id, 1, Instant.EPOCH, id, Map.of()));
        try (var owner = new OwnerConnection(schemas.owner())) {
            var fresh = new FreshTable<UUID, Tally>(VIEW, Tally.class, owner, json, 1000);
            fresh.create();
            fresh.finish();
            owner.transactions().executeWithoutResult(swap -> {
                fresh.foldIn(batch, FOLD);
                fresh.flush();
                fresh.replaceLive();
                swap.setRollbackOnly();
            });
            fresh.forget();
            fresh.foldIn(batch, FOLD);
            fresh.flush();

            assertThat(owner.sql()
                            .sql("select sum from views.tally_1_rebuild")
                            .query(Long.class)
                            .single())
                    .isEqualTo(5);
            assertThat(owner.sql().sql("table views.tally_1").query().listOfRows())
                    .isEmpty();
        }
    }
}
