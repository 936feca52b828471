package org.anamnesis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.anamnesis.benchmarks.Trace.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FloorTest {

    private static final String GROWING = "01a21b43-39cb-75b4-9911-2ed87c2e6cb4";
    private static final String GROWN = "01a21b43-39f2-72c2-9931-a86888c489ca";
    private static final String RANDOM = "41af38cf-1dad-4bf6-9407-f422732bfe36";
    private static final String CHANCE = "88ee3caf-f143-4134-827a-c6fcc0addadc";

    @Test
    void what_two_transactions_have_in_common_stays_and_what_differs_is_made_anew() {
        var script = new Floor.Template()
                .write(
                        List.of(
                                statement("BEGIN"),
                                statement("insert into a values ($1, $2, $3)", "it's C:\\temp :n", GROWING, RANDOM),
                                statement("insert into b values ($3, $1, $2)", "booking 1", null, GROWING)),
                        List.of(
                                statement("BEGIN"),
                                statement("insert into a values ($1, $2, $3)", "it's C:\\temp :n", GROWN, CHANCE),
                                statement("insert into b values ($3, $1, $2)", "booking 2", null, GROWN)));
        assertThat(script).endsWith("""
                BEGIN;
                insert into a values (E'it''s C\\x3a\\\\temp \\x3an', \
                ('00000001-0000-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, \
                md5('2 ' || :n::bigint)::uuid);
                insert into b values (('00000001-0000-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, \
                ('floor ' || :n::bigint), null);
                """);
    }

    @Test
    void times_move_on_and_lists_of_ids_keep_those_they_have_in_common() {
        var script = new Floor.Template()
                .write(
                        List.of(statement(
                                "update c set d = $1, e = $2", "2026-11-28 14:00:00+00", ids(RANDOM, GROWING))),
                        List.of(statement(
                                "update c set d = $1, e = $2", "2026-11-28 15:00:00+00", ids(RANDOM, GROWN))));
        assertThat(script)
                .contains("(timestamptz E'2026-11-28 14\\x3a00\\x3a00+00' + (40000 + :n::bigint) * interval '1 hour')")
                .contains("array[E'" + RANDOM + "'::uuid, ('00000001-0000-7000-8000-'");
    }

    @Test
    void other_statements_are_no_script() {
        assertThatThrownBy(() ->
                        new Floor.Template().write(List.of(statement("select 1")), List.of(statement("select 2"))))
                .isInstanceOf(GateFailed.class);
    }

    private static String ids(String... ids) {
        return "{" + String.join(",", ids) + "}";
    }

    private static Statement statement(String sql, @Nullable String... values) {
        return new Statement(sql, Arrays.asList(values));
    }
}
