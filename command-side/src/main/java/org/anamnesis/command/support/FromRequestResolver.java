package org.anamnesis.command.support;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Problem.Fault;
import org.anamnesis.events.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.node.ObjectNode;

/** Lays the ids of the path into the body and reads the command from both. */
@Component
final class FromRequestResolver implements HandlerMethodArgumentResolver {

    /** The request attribute that holds what was asked, in canonical form. */
    static final String REQUEST = FromRequestResolver.class.getName() + ".request";

    private static final int MOST_BYTES = 1024 * 1024;

    private final RequestReader reader;

    FromRequestResolver(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(FromRequest.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        var body = reader.parse(bytes(request));
        layIn(ids(request), body);
        var command = parameter.getParameterType().getSimpleName();
        request.setAttribute(REQUEST, command + reader.canonical(body));
        return reader.read(body, parameter.getParameterType());
    }

    private static byte[] bytes(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Problem(ProblemType.TOO_LARGE, "A body may have up to 1 MiB.");
        }
        if (bytes.length > 0 && !isJson(request.getContentType())) {
            throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body is to be application/json.");
        }
        return bytes;
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException nonsense) {
            return false;
        }
    }

    private static void layIn(Map<String, String> ids, ObjectNode body) {
        var faults = new ArrayList<Fault>();
        ids.forEach((name, id) -> {
            if (body.has(name)) {
                faults.add(new Fault("/" + name, "is already said by the path"));
            }
            body.put(name, id);
        });
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
    }

    @SuppressWarnings("unchecked") // as the attribute's documentation says
    private static Map<String, String> ids(HttpServletRequest request) {
        return (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    }
}
