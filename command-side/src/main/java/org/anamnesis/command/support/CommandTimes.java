package org.anamnesis.command.support;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Counts and times commands, by their name and by what became of them. */
@Component
final class CommandTimes implements HandlerInterceptor, WebMvcConfigurer {

    private static final String BEGUN = CommandTimes.class.getName() + ".begun";
    private static final Duration[] MARKS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry meters;

    CommandTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && takesCommand(method)) {
            request.setAttribute(BEGUN, Timer.start(meters));
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(BEGUN) instanceof Timer.Sample begun && handler instanceof HandlerMethod method) {
            begun.stop(Timer.builder("anamnesis.commands")
                    .description("Commands, by name and by what became of them")
                    .tag("command", method.getMethod().getName())
                    .tag("outcome", outcome(response))
                    .serviceLevelObjectives(MARKS)
                    .register(meters));
        }
    }

    private static boolean takesCommand(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(FromRequest.class));
    }

    private static String outcome(HttpServletResponse response) {
        return switch (response.getStatus()) {
            case 200, 201 -> response.containsHeader(Commands.REPLAYED) ? "replayed" : "accepted";
            case 403 -> "forbidden";
            case 404 -> "unknown";
            case 409 -> "refused";
            case 412 -> "stale";
            case 422 -> "conflict";
            case 428 -> "version-missing";
            case 503 -> "not-now";
            default -> response.getStatus() < 500 ? "malformed" : "failed";
        };
    }
}
