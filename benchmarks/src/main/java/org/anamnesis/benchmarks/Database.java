package org.anamnesis.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.anamnesis.events.store.Schemas;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of a {@link Server}. */
record Database(Server server, Login login, String name) {

    /** How to get in. */
    record Login(String host, int port, String user, String password) {}

    String url() {
        return "jdbc:postgresql://" + login.host() + ":" + login.port() + "/" + name;
    }

    /** What an application is told to find it. */
    List<String> settings() {
        return List.of(
                "--spring.datasource.url=" + url(),
                "--spring.datasource.username=" + login.user(),
                "--spring.datasource.password=" + login.password());
    }

    /** Gives it the history's and the keys' tables. */
    Database migrated() {
        var properties = new DataSourceProperties();
        properties.setUrl(url());
        properties.setUsername(login.user());
        properties.setPassword(login.password());
        var unused = new Schemas(properties);
        return this;
    }

    DataSource connections() {
        var source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(login.user());
        source.setPassword(login.password());
        return source;
    }

    Connection connect() throws SQLException {
        return connections().getConnection();
    }

    JdbcClient sql() {
        return JdbcClient.create(connections());
    }

    long count(String from) {
        return sql().sql("select count(*) from " + from).query(Long.class).single();
    }

    /** The last event's position. */
    long last() {
        return sql().sql("select coalesce(max(position), 0) from history.event")
                .query(Long.class)
                .single();
    }
}
