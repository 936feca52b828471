package org.anamnesis.events.access;

import java.util.Collection;
import java.util.UUID;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record of every look at a client's data: written before an answer leaves, apart from the history, only added to. */
public final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private final JdbcClient sql;

    public AccessLog(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A look, as it is recorded.
     *
     * @param role in which it was permitted; none where it was not
     * @param kind the operation that was asked, e.g. {@code timeline}
     * @param outcome {@code PERMITTED}, or why not
     * @param brokenGlass under which breaking of the glass it was permitted
     * @param asked what was asked where the operation alone does not tell, in canonical form, without anything personal
     */
    public record Look(
            Actor actor,
            @Nullable String role,
            String kind,
            @Nullable PurposeOfUse purpose,
            String outcome,
            @Nullable UUID brokenGlass,
            @Nullable String asked,
            String requestId) {

        /** The same, in other words for what was asked. */
        public Look asking(String what) {
            return new Look(actor, role, kind, purpose, outcome, brokenGlass, what, requestId);
        }
    }

    /**
     * Records a look at some clients' data, one row for each of them.
     *
     * @param rows how many rows the answer has
     * @throws Problem if it can't be recorded; then nothing may be answered
     */
    public void record(Look look, Collection<UUID> clients, int rows) {
        record(look, clients.toArray(UUID[]::new), rows);
    }

    /** Records that something was asked, as such: a report, for instance, whoever it tells about. */
    public void record(Look look, int rows) {
        record(look, new @Nullable UUID[] {null}, rows);
    }

    private void record(Look look, @Nullable UUID[] clients, int rows) {
        var purpose = look.purpose();
        try {
            sql.sql("""
                            insert into history.access_record (clinic, actor, on_behalf_of, role, client, kind, purpose,
                                legal_basis, answered, outcome, break_glass, request_id, access_grant, asked)
                            select :clinic, :actor, :onBehalfOf, :role, client, :kind, :purpose, :legalBasis, :answered,
                                :outcome, :breakGlass, :requestId, :accessGrant, :asked
                            from unnest(:clients) client""")
                    .param("clinic", look.actor().clinic())
                    .param("actor", look.actor().id())
                    .param("onBehalfOf", look.actor().onBehalfOf())
                    .param("role", look.role())
                    .param("kind", look.kind())
                    .param("purpose", purpose == null ? null : purpose.name())
                    .param("legalBasis", purpose == null ? null : purpose.legalBasis())
                    .param("answered", rows)
                    .param("outcome", look.outcome())
                    .param("breakGlass", look.brokenGlass())
                    .param("requestId", look.requestId())
                    .param("accessGrant", look.actor().grant())
                    .param("asked", look.asked())
                    .param("clients", clients)
                    .update();
        } catch (DataAccessException unwritable) {
            LOG.error("a look can't be recorded: {}", unwritable.getClass().getName());
            throw new Problem(ProblemType.NOT_NOW, "The look could not be put on record, so nothing was answered.");
        }
    }
}
