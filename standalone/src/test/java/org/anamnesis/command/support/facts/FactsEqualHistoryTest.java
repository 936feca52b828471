package org.anamnesis.command.support.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.standalone.EveryCommand;
import org.anamnesis.standalone.RunningApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class FactsEqualHistoryTest {

    private static final RunningApplication APPLICATION = RunningApplication.shared();

    private final JdbcClient sql = APPLICATION.bean("commandsSql", JdbcClient.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(APPLICATION.bean("commandsTransactions", PlatformTransactionManager.class));

    @BeforeAll
    static void live() {
        EveryCommand.in(APPLICATION.http())
                .forEach(command ->
                        assertThat(command.send(APPLICATION.http()).status()).isIn(200, 201));
    }

    static Stream<String> tables() {
        return APPLICATION.beans(FactTable.class).map(FactTable::table);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void what_decisions_look_up_is_what_the_history_says(String name) {
        var table = APPLICATION
                .beans(FactTable.class)
                .filter(each -> each.table().equals(name))
                .findFirst()
                .orElseThrow();
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            var full = table.schema() + "." + name;
            sql.sql("create temporary table live on commit drop as table " + full)
                    .update();
            assertThat(count("live")).isPositive();
            sql.sql("delete from " + full).update();

            APPLICATION.bean("factTables", FactTables.class).fill(List.of(table));

            assertThat(count("((table live except table %1$s) union all (table %1$s except table live)) d"
                            .formatted(full)))
                    .isZero();
        });
    }

    private long count(String from) {
        return sql.sql("select count(*) from " + from).query(Long.class).single();
    }
}
