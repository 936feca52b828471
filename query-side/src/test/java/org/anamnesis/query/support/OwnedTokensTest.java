package org.anamnesis.query.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.fixtures.TestPostgres;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.junit.jupiter.api.Test;

class OwnedTokensTest {

    private static final String VIEW = "schedule-1";

    private final TestPostgres database = TestPostgres.empty();

    private TokenStore tokens(String node) {
        return new OwnedTokens(
                JdbcTokenStore.builder()
                        .connectionProvider(() -> database.connections().getConnection())
                        .serializer(new EventSerializer())
                        .schema(TokenSchema.builder()
                                .setTokenTable("views.token_entry")
                                .setProcessorNameColumn("processor_name")
                                .setTokenTypeColumn("token_type")
                                .build())
                        .contentType(byte[].class),
                node,
                database.sql());
    }

    private static GlobalSequenceTrackingToken at(long position) {
        return new GlobalSequenceTrackingToken(position);
    }

    @Test
    void a_late_batch_does_not_take_back_a_segment_that_is_free_by_now() throws SQLException {
        new Schemas(database.login()).migrate("views");
        var early = tokens("early");
        var late = tokens("late");
        early.initializeTokenSegments(VIEW, 1, at(0));
        late.fetchToken(VIEW, 0);
        late.storeToken(at(5), VIEW, 0);
        late.extendClaim(VIEW, 0);

        database.sql()
                .sql("update views.token_entry set owner = null, timestamp = null")
                .update();

        assertThatThrownBy(() -> late.storeToken(at(6), VIEW, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> late.extendClaim(VIEW, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThat(early.fetchToken(VIEW, 0)).isEqualTo(at(5));
    }
}
