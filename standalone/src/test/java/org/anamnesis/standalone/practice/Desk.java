package org.anamnesis.standalone.practice;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.anamnesis.standalone.Http;
import org.anamnesis.standalone.RunningApplication;
import org.anamnesis.standalone.Tokens;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends commands for everybody, and counts what became of them. A refusal is part of life; anything else that is not done
 * is a fault.
 */
final class Desk {

    private static final Duration LONG_ENOUGH = Duration.ofHours(12);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Http http;
    private final Tokens tokens;
    private final MeterRegistry meters;
    private final Map<Person, String> badges = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    Desk(RunningApplication application) {
        http = application.http();
        tokens = new Tokens(application);
        meters = application.bean(MeterRegistry.class);
    }

    /** Something that a command says; nothing, if there is no value. */
    record Said(String name, @Nullable Object value) {}

    static Said the(String name, @Nullable Object value) {
        return new Said(name, value);
    }

    /** What a command says. */
    static Map<String, Object> say(Said... several) {
        var all = new LinkedHashMap<String, Object>();
        for (var each : several) {
            if (each.value() != null) {
                all.put(each.name(), each.value());
            }
        }
        return all;
    }

    /** What a command says that says one thing. */
    static Map<String, Object> say(String name, Object value) {
        return say(the(name, value));
    }

    /** Sends a command, and counts it under its name. */
    Answer ask(Person who, String command, String path, Map<String, Object> what, String... headers) {
        var reply = http.as(badge(who), "POST", "/api/v1" + path, Http.JSON.writeValueAsString(what), headers);
        var answer = new Answer(reply.status() == 200 || reply.status() == 201, reply.body());
        if (!answer.isDone() && reply.status() != 409) {
            throw new IllegalStateException("%s by %s is answered %d: %s %s"
                    .formatted(command, who, reply.status(), reply.response().body(), what));
        }
        count(command);
        answer.refusals().forEach(code -> count(command + " " + code));
        return answer;
    }

    /** Sends a command on which sessions may fall, and waits until the practice has seen which. */
    Answer askAndSettle(Person who, String command, String path, Map<String, Object> what) {
        var answer = ask(who, command, path, what);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> meters.get("anamnesis.policy.behind.events").gauges().stream()
                        .mapToDouble(Gauge::value)
                        .allMatch(behind -> behind == 0));
        return answer;
    }

    /** Looks something up. */
    JsonNode look(Person who, String path) {
        return http.as(badge(who), "GET", "/api/v1" + path, "").expect(200).body();
    }

    private String badge(Person who) {
        return badges.computeIfAbsent(who, person -> tokens.of(person.account(), person.role(), LONG_ENOUGH));
    }

    private void count(String what) {
        counts.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    /** How often each command was sent, and, after a space, how often it was refused for what. */
    SortedMap<String, Integer> counts() {
        return counts.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, each -> each.getValue().get(), Integer::sum, TreeMap::new));
    }
}
