package org.anamnesis.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.anamnesis.benchmarks.Database.Login;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL that keeps what it has answered: one of the run's own, or a given one. */
final class Server implements AutoCloseable {

    private static final List<String> DURABILITY =
            List.of("fsync", "synchronous_commit", "full_page_writes", "wal_sync_method");
    private static final List<String> TOLD = List.of(
            "shared_buffers", "max_wal_size", "checkpoint_timeout", "max_connections", "jit", "wal_compression");

    private final @Nullable EmbeddedPostgres own;
    private final @Nullable Path data;
    private final Login login;
    private final List<String> databases = new ArrayList<>();

    private Server(@Nullable EmbeddedPostgres own, @Nullable Path data, Login login) {
        this.own = own;
        this.data = data;
        this.login = login;
    }

    /** Starts one in a folder. It writes down as JSON which statements it carries out, when it is asked to. */
    static Server start(Path folder) throws IOException {
        var data = folder.resolve("data");
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(folder.resolve("server").toFile())
                .setPGStartupWait(Duration.ofMinutes(1))
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("max_connections", "200")
                // the library's defaults trade durability for speed
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_destination", "jsonlog")
                .start();
        return new Server(server, data, new Login("localhost", server.getPort(), "postgres", "postgres"));
    }

    /** One that is there, and its superuser. It has to be durable too. */
    static Server given(Login login) {
        return new Server(null, null, login);
    }

    /** A new, empty database. */
    Database create(String name) {
        sql().sql("drop database if exists " + name + " with (force)").update();
        sql().sql("create database " + name).update();
        databases.add(name);
        return new Database(this, login, name);
    }

    /** A new database that holds what another one does, to which nobody may be connected. */
    Database copy(Database from, String name) {
        sql().sql("drop database if exists " + name + " with (force)").update();
        sql().sql("create database " + name + " template " + from.name()).update();
        databases.add(name);
        return new Database(this, login, name);
    }

    /** All of it, as the superuser. */
    JdbcClient sql() {
        return new Database(this, login, "postgres").sql();
    }

    /** Whether it is safe against a loss of power, and what else it was told. */
    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("version", setting("server_version"));
        DURABILITY.forEach(name -> settings.put(name, setting(name)));
        TOLD.forEach(name -> settings.put(name, setting(name)));
        return settings;
    }

    private String setting(String name) {
        return sql().sql("show " + name).query(String.class).single();
    }

    /** How long all its processes have kept processors busy, those that have ended among them; where that can be known. */
    OptionalDouble cpuSeconds() {
        if (data == null) {
            return OptionalDouble.empty();
        }
        try {
            var pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessTimes.of(pid);
        } catch (IOException stopped) {
            return OptionalDouble.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        } else {
            databases.forEach(name -> sql().sql("drop database if exists " + name + " with (force)")
                    .update());
        }
    }
}
