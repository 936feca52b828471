package org.anamnesis.query.support;

import java.sql.Connection;
import java.sql.ResultSet;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tokens that only their owner moves or keeps. With Axon's own, whoever extends or stores takes a segment that has become
 * free meanwhile, and goes on from where it stood itself: so a late batch would put the token back.
 */
final class OwnedTokens extends JdbcTokenStore {

    private final String node;
    private final JdbcClient sql;

    OwnedTokens(Builder builder, String node, JdbcClient sql) {
        super(builder.nodeId(node));
        this.node = node;
        this.sql = sql;
    }

    @Override
    public void extendClaim(String processor, int segment) {
        var extended = sql.sql("""
                        update views.token_entry set timestamp = ?
                        where processor_name = ? and segment = ? and owner = ?""")
                .params(DateTimeUtils.formatInstant(AbstractTokenEntry.clock.instant()), processor, segment, node)
                .update();
        if (extended == 0) {
            throw lost(processor, segment);
        }
    }

    /** Comes to pass when the token to be stored is not the caller's any more. */
    @Override
    protected void updateToken(
            Connection connection, ResultSet entry, TrackingToken token, String processor, int segment) {
        throw lost(processor, segment);
    }

    private static UnableToClaimTokenException lost(String processor, int segment) {
        return new UnableToClaimTokenException("Segment " + segment + " of " + processor + " is no longer ours.");
    }
}
