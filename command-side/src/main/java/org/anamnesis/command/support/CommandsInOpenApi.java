package org.anamnesis.command.support;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.media.UUIDSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** Shows commands in the API's document as they are sent: ids in the path, the rest in the body. */
@Configuration(proxyBeanMethods = false)
class CommandsInOpenApi {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final Map<String, Class<?>> commands = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> inPath = new ConcurrentHashMap<>();

    @Bean
    OperationCustomizer commandsAsSent() {
        return (operation, method) -> {
            command(method).ifPresent(type -> describe(operation, method, type));
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer bodiesWithoutPath() {
        return document -> {
            var schemas = document.getComponents().getSchemas();
            commands.forEach((name, type) -> {
                schemas.putAll(ModelConverters.getInstance(true).readAll(type));
                var body = schemas.get(name);
                if (body != null && body.getProperties() != null) {
                    inPath.getOrDefault(name, Set.of()).forEach(body.getProperties()::remove);
                }
            });
            var records = new TreeMap<String, Class<?>>();
            commands.values().forEach(type -> collect(type, records));
            records.forEach((name, type) -> {
                if (schemas.get(name) != null) {
                    demand(schemas.get(name), type);
                }
            });
        };
    }

    private void describe(Operation operation, HandlerMethod method, Class<?> type) {
        commands.put(type.getSimpleName(), type);
        var ids = VARIABLE.matcher(path(method))
                .results()
                .map(found -> found.group(1))
                .toList();
        inPath.put(type.getSimpleName(), new HashSet<>(ids));
        operation.setParameters(new ArrayList<>(
                operation.getParameters() == null
                        ? List.of()
                        : operation.getParameters().stream()
                                .filter(parameter -> "query".equals(parameter.getIn()))
                                .toList()));
        ids.forEach(id -> operation.addParametersItem(
                new PathParameter().name(id).required(true).schema(new UUIDSchema())));
        operation.addParametersItem(header(
                "Idempotency-Key",
                "1 to 200 printable characters; the same key and body are answered the same, once done"));
        operation.addParametersItem(header("If-Match", "the version that was seen, as an ETag"));
        operation.setRequestBody(new RequestBody()
                .content(new Content()
                        .addMediaType(
                                "application/json",
                                new MediaType()
                                        .schema(new Schema<>().$ref("#/components/schemas/" + type.getSimpleName())))));
        var done = operation.getResponses().containsKey("201")
                ? null
                : operation.getResponses().remove("200");
        if (done != null) {
            done.addHeaderObject("ETag", text()).addHeaderObject("Consistency-Token", text());
            if (makesSomething(type)) {
                done.addHeaderObject("Location", text()).description("Created");
            }
            operation.getResponses().addApiResponse(makesSomething(type) ? "201" : "200", done);
        }
    }

    private static Header text() {
        return new Header().schema(new StringSchema());
    }

    private static HeaderParameter header(String name, String description) {
        var header = new HeaderParameter();
        header.name(name).description(description).schema(new StringSchema());
        return header;
    }

    private static Optional<Class<?>> command(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(FromRequest.class))
                .<Class<?>>map(parameter -> parameter.getParameterType())
                .findFirst();
    }

    private static String path(HandlerMethod method) {
        return Stream.of(method.getBeanType(), method.getMethod())
                .map(element -> AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class))
                .filter(mapping -> mapping != null && mapping.path().length > 0)
                .map(mapping -> mapping.path()[0])
                .reduce("", String::concat);
    }

    private static boolean makesSomething(Class<?> command) {
        return Arrays.stream(command.getRecordComponents())
                .anyMatch(component -> component.isAnnotationPresent(MadeIfAbsent.class));
    }

    /** What a body must hold: all that is not nullable and not made by the server. */
    private static void demand(Schema<?> schema, Class<?> type) {
        if (schema.getAllOf() != null) {
            schema.setRequired(null);
            schema.getAllOf().forEach(part -> demand(part, type));
        } else if (schema.getProperties() != null) {
            var required = Arrays.stream(type.getRecordComponents())
                    .filter(component ->
                            !component.isAnnotationPresent(MadeIfAbsent.class) && !RequestReader.isOptional(component))
                    .map(RequestReader::name)
                    .filter(schema.getProperties()::containsKey)
                    .sorted()
                    .toList();
            schema.setRequired(required.isEmpty() ? null : required);
        }
    }

    private static void collect(Type type, Map<String, Class<?>> records) {
        if (type instanceof ParameterizedType generic) {
            List.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, records));
        } else if (type instanceof Class<?> raw && raw.isAnnotationPresent(JsonSubTypes.class)) {
            Arrays.stream(raw.getPermittedSubclasses()).forEach(kind -> collect(kind, records));
        } else if (type instanceof Class<?> raw && raw.isRecord() && !RequestReader.isValue(raw)) {
            records.put(raw.getSimpleName(), raw);
            Arrays.stream(raw.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(component -> collect(component, records));
        }
    }
}
