package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.anamnesis.events.store.CannotStart;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A PostgreSQL server of this process's own, in a folder that survives it. It is durable, listens to this machine only,
 * and lets nobody in without the password that lies in the folder.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final String DATABASE = "anamnesis";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EmbeddedPostgres server;
    private final String password;
    private final FileChannel claim;

    private EmbeddedDatabase(EmbeddedPostgres server, String password, FileChannel claim) {
        this.server = server;
        this.password = password;
        this.claim = claim;
    }

    /** Starts the server in a folder; one that an earlier process left behind there is stopped first. */
    static EmbeddedDatabase start(Path folder) {
        try {
            Files.createDirectories(folder);
            var claim = claim(folder);
            var password = password(folder.resolve("password"));
            var data = folder.resolve("data");
            var binaries = folder.resolve("server");
            System.setProperty("ot.epg.working-dir", binaries.toString());
            Orphan.stop(data, binaries);
            var server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(PATIENCE)
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setConnectConfig("password", password)
                    // the library's defaults trade durability for speed
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("password_encryption", "scram-sha-256")
                    .start();
            var database = new EmbeddedDatabase(server, password, claim);
            database.lockAndFurnish(data);
            return database;
        } catch (IOException | SQLException | RuntimeException cause) {
            if (cause instanceof CannotStart known) {
                throw known;
            }
            throw new CannotStart("The embedded PostgreSQL does not start in " + folder.toAbsolutePath() + " ("
                    + cause.getMessage()
                    + "). Is another process using the folder? To use a PostgreSQL of your own, set"
                    + " spring.datasource.url, .username and .password.");
        }
    }

    /** What the application connects with. */
    Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.url", "jdbc:postgresql://localhost:" + server.getPort() + "/" + DATABASE,
                "spring.datasource.username", DATABASE,
                "spring.datasource.password", password);
    }

    @Override
    public void close() throws IOException {
        server.close();
        claim.close();
    }

    /** One application at a time: held for as long as this process lives, and let go by the system when it dies. */
    private static FileChannel claim(Path folder) throws IOException {
        var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return file;
            }
        } catch (OverlappingFileLockException here) {
            // said below
        }
        file.close();
        throw new CannotStart("Another Anamnesis is running over the data folder " + folder.toAbsolutePath()
                + ". Use that one, stop it, or give this one a folder of its own: --anamnesis.data-dir=…");
    }

    /** Asks everybody for a password from now on, and makes the application's own login and database. */
    private void lockAndFurnish(Path data) throws SQLException, IOException {
        var sql = JdbcClient.create(server.getPostgresDatabase());
        sql.sql("alter role postgres password '" + password + "'").update();
        Files.writeString(
                data.resolve("pg_hba.conf"),
                "local all all reject\nhost all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n");
        sql.sql("select pg_reload_conf()").query((row, i) -> row.getBoolean(1)).single();
        if (sql.sql("select 1 from pg_roles where rolname = 'anamnesis'")
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            sql.sql("create role anamnesis login createrole password '" + password + "'")
                    .update();
        }
        if (sql.sql("select 1 from pg_database where datname = 'anamnesis'")
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            sql.sql("create database anamnesis owner anamnesis").update();
        }
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            var random = new byte[24];
            new SecureRandom().nextBytes(random);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, HexFormat.of().formatHex(random), UTF_8);
        }
        return Files.readString(file, UTF_8);
    }
}
