package org.anamnesis.events.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.anamnesis.events.Secret;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API's document says of every operation. */
@Configuration(proxyBeanMethods = false)
class OpenApi {

    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";

    static {
        SpringDocUtils.getConfig()
                .replaceWithClass(Secret.class, String.class)
                .replaceWithClass(ZoneId.class, String.class)
                .replaceWithClass(LocalTime.class, String.class);
    }

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("Anamnesis")
                        .version("v1")
                        .description(
                                "An audit-complete history of therapy: commands in, events kept for ever, questions"
                                        + " answered from them."))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT"))
                        .addSchemas(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("What went wrong, as RFC 9457 has it; its type is a page that says what to do.")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("traceId", new StringSchema());
    }

    /** Any operation may answer with a problem; a question may wait for what was just written. */
    @Bean
    OperationCustomizer everyOperation() {
        return (operation, method) -> {
            operation.setTags(List.of(tag(method.getBeanType())));
            operation
                    .getResponses()
                    .addApiResponse(
                            "default",
                            new ApiResponse()
                                    .description("A problem")
                                    .content(new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(new Schema<>()
                                                                    .$ref("#/components/schemas/" + PROBLEM)))));
            operation.getResponses().values().stream()
                    .map(ApiResponse::getContent)
                    .filter(content -> content != null && content.containsKey("*/*"))
                    .forEach(content -> content.addMediaType("application/json", content.remove("*/*")));
            return operation;
        };
    }

    /** Only the API itself, in an order that does not change. */
    @Bean
    OpenApiCustomizer onlyTheApi() {
        return document -> {
            document.getPaths().keySet().removeIf(path -> !path.startsWith("/api/"));
            document.getPaths()
                    .values()
                    .forEach(path -> path.readOperationsMap().forEach((verb, operation) -> {
                        if (verb.name().equals("GET")) {
                            mayWait(operation);
                        }
                    }));
            document.getComponents()
                    .setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
            document.setServers(null);
        };
    }

    private static void mayWait(Operation question) {
        question.addParametersItem(new HeaderParameter()
                .name("Consistency-Token")
                .description("from a command's answer: waits up to 2 s until its effect can be seen")
                .schema(new StringSchema()));
    }

    private static String tag(Class<?> controller) {
        return controller.getSimpleName().replaceAll("Controller$", "").replaceAll("(?<=[a-z])([A-Z])", " $1");
    }
}
