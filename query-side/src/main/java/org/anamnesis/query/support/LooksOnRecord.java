package org.anamnesis.query.support;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Puts every look at clients' data on record before its answer leaves; if that fails, the answer does not leave. */
@ControllerAdvice
final class LooksOnRecord implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        var isProblem = MediaType.APPLICATION_PROBLEM_JSON.equalsTypeAndSubtype(type);
        if (body != null && !isProblem && request instanceof ServletServerHttpRequest http) {
            var look = (Look) http.getServletRequest().getAttribute(Readers.LOOK);
            if (look != null) {
                look.record(body);
                look.brokenGlass().ifPresent(id -> response.getHeaders().set(Look.BREAK_GLASS, id.toString()));
            }
        }
        return body;
    }
}
