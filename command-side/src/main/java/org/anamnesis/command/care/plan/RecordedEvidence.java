package org.anamnesis.command.care.plan;

import java.util.List;
import java.util.UUID;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.events.intake.ClientId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks evidence up in the history itself. */
@Component
class RecordedEvidence implements Evidence {

    private final JdbcClient sql;

    RecordedEvidence(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void demand(UUID clinic, ClientId clientId, List<UUID> ids, String field) {
        for (int i = 0; i < ids.size(); i++) {
            boolean known = sql.sql("""
                            select exists (select from history.event
                                    where aggregate_identifier = ? and client = ? and clinic = ?)
                                or exists (select from history.event
                                    where event_id = ? and client = ? and clinic = ?)""")
                    .params(ids.get(i), clientId.value(), clinic, ids.get(i), clientId.value(), clinic)
                    .query(Boolean.class)
                    .single();
            if (!known) {
                throw Unknown.id(field + "[" + i + "]").get();
            }
        }
    }
}
