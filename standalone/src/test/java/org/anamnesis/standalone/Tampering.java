package org.anamnesis.standalone;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What somebody can do who has the rights of the database's owner, and no good intentions. */
final class Tampering {

    private Tampering() {}

    /** Does something to a table of the history that is only ever added to. */
    static void with(JdbcClient owner, String table, Runnable work) {
        owner.sql("alter table history." + table + " disable trigger never_changed")
                .update();
        try {
            work.run();
        } finally {
            owner.sql("alter table history." + table + " enable trigger never_changed")
                    .update();
        }
    }
}
