package org.anamnesis.events.ledger;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose ledger it is: the first line of its checkpoints, and the name that they are signed in. */
record Origin(UUID clinic) {

    /** The installation's own, whatever clinic it was told later on. */
    static Origin of(JdbcClient sql) {
        return new Origin(sql.sql("select clinic from history.installation")
                .query(UUID.class)
                .single());
    }

    String of(Log log) {
        return "anamnesis/" + clinic + "/" + log.written();
    }

    /** In which keys vouch for each other. */
    String keys() {
        return "anamnesis/" + clinic + "/keys";
    }
}
