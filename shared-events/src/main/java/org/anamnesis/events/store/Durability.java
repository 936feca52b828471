package org.anamnesis.events.store;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is answered as stored has to be on the disk: a database that is told otherwise is refused. */
final class Durability {

    private Durability() {}

    /** Looks at the settings as connections of this kind have them. */
    static void demand(DataSource connections) {
        var sql = JdbcClient.create(connections);
        var off = new ArrayList<String>();
        for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            if (sql.sql("show " + setting).query(String.class).single().equals("off")) {
                off.add(setting);
            }
        }
        if (!off.isEmpty()) {
            throw new CannotStart("The database would lose what was answered as stored: it runs with "
                    + String.join(" = off, ", off) + " = off. Set " + (off.size() == 1 ? "it" : "them")
                    + " to on, for the server, the database and the role that Anamnesis signs in as, and start again.");
        }
    }
}
