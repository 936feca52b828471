package org.anamnesis.events.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class StructuredLogTest {

    @Configuration
    static class Nothing {}

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash", "gelf"})
    void a_line_for_programs_tells_the_kind_of_a_failure_and_where_but_nothing_that_it_says(
            String format, CapturedOutput log) {
        try (var application = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run("--logging.structured.format.console=" + format)) {
            MDC.put("traceId", "0af7651916cd43dd8448eb211c80319c");
            LoggerFactory.getLogger("org.anamnesis.somewhere")
                    .error("it failed", new IllegalStateException("Anna drinks", new SQLException("(name)=(Anna)")));
            assertThat(application.isActive()).isTrue();
        } finally {
            MDC.clear();
        }

        var line = log.getOut()
                .lines()
                .filter(one -> one.contains("it failed"))
                .findFirst()
                .orElseThrow();
        assertThat(new JsonMapper().readTree(line).isObject()).isTrue();
        assertThat(line)
                .contains(
                        "java.lang.IllegalStateException",
                        "java.sql.SQLException",
                        "StructuredLogTest.java",
                        "0af7651916cd43dd8448eb211c80319c")
                .doesNotContain("Anna");
    }
}
