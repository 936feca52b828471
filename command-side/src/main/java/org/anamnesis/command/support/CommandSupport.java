package org.anamnesis.command.support;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What all slices of this side are given. */
@Configuration(proxyBeanMethods = false)
class CommandSupport implements WebMvcConfigurer {

    private final FromRequestResolver fromRequest;

    CommandSupport(FromRequestResolver fromRequest) {
        this.fromRequest = fromRequest;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(fromRequest);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("commands")
    static JdbcClient commandsSql(@Qualifier("commands") DataSource commands) {
        return JdbcClient.create(commands);
    }
}
