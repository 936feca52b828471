package org.anamnesis.events.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.fixtures.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database with a history that is sealed when the test says so. */
final class SealedDatabase {

    private static final String EVENT = """
            insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type, type, revision,
                recorded_at, clinic, client, payload, metadata)
            select gen_random_uuid(), 0, gen_random_uuid(), 'Test', 'Tested', '1', now(), gen_random_uuid(),
                case when n % 2 = 0 then gen_random_uuid() end, 'pay', ''
            from generate_series(1, ?) n""";
    private static final String LOOK = """
            insert into history.access_record (clinic, actor, client, kind, purpose, answered, outcome, request_id)
            select gen_random_uuid(), 'Änne', gen_random_uuid(), 'k', case when n % 2 = 0 then 'p' end, 3, 'o', 'r'
            from generate_series(1, ?) n""";

    final TestPostgres database = TestPostgres.empty();
    final Schemas schemas = new Schemas(database.login());
    final JdbcClient owner = JdbcClient.create(schemas.owner());
    final LedgerTable table = new LedgerTable(database.sql());
    final Ledger ledger = new Ledger(database.connections(), new Signatures());
    final Path keyFile;
    final LedgerKeyFile keys;

    SealedDatabase(Path folder) {
        owner.sql("insert into history.installation (clinic) values (gen_random_uuid())")
                .update();
        keyFile = folder.resolve("ledger-key.json");
        keys = LedgerKeyFile.in(keyFile, owner);
    }

    void append(Log log, int rows) throws SQLException {
        try (var connection = schemas.ledger().getConnection()) {
            append(log, connection, rows);
        }
    }

    static void append(Log log, Connection connection, int rows) throws SQLException {
        try (var insert = connection.prepareStatement(log == Log.EVENTS ? EVENT : LOOK)) {
            insert.setInt(1, rows);
            insert.executeUpdate();
        }
    }

    void seal(Log log) throws SQLException {
        try (var connection = schemas.ledger().getConnection()) {
            new Sealing(connection, log, keys).seal();
        }
    }

    void appendAndSeal(Log log, int rows) throws SQLException {
        append(log, rows);
        seal(log);
    }

    /** Changes, as somebody with the rights of the tables' owner can, what is only ever added to. */
    void tamper(String change) {
        var table = change.replaceFirst("(?s).*?(history\\.\\w+).*", "$1");
        owner.sql("alter table " + table + " disable trigger never_changed").update();
        owner.sql(change).update();
        owner.sql("alter table " + table + " enable trigger never_changed").update();
    }
}
