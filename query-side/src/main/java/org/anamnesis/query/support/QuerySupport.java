package org.anamnesis.query.support;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.Schemas;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What all views are given. */
@Configuration(proxyBeanMethods = false)
class QuerySupport {

    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(6);

    /** The views' own schema, migrated before anything reads or writes it. */
    record ViewsSchema() {}

    @Bean
    ViewsSchema viewsSchema(Schemas schemas) {
        schemas.migrate("views");
        return new ViewsSchema();
    }

    @Bean
    Progress progress() {
        return new Progress();
    }

    @Bean
    ParkedTable parkedTable(ViewsSchema migrated, @Qualifier("projections") DataSource projections) {
        return new ParkedTable(JdbcClient.create(projections));
    }

    @Bean
    History history(@Qualifier("questions") DataSource questions, EventSerializer json) {
        return new History(JdbcClient.create(questions), json);
    }

    /** Tokens lie beside the rows they guard, and are written in the same transaction. */
    @Bean
    TokenStore tokenStore(LiveNodes nodes, @Qualifier("projections") DataSource projections, EventSerializer json)
            throws SQLException {
        ConnectionProvider connections = new SpringDataSourceConnectionProvider(projections);
        return new OwnedTokens(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(json)
                        .schema(TokenSchema.builder()
                                .setTokenTable("views.token_entry")
                                .setProcessorNameColumn("processor_name")
                                .setTokenTypeColumn("token_type")
                                .build())
                        .contentType(byte[].class)
                        .claimTimeout(CLAIM_TIMEOUT),
                nodes.name(),
                JdbcClient.create(projections));
    }
}
