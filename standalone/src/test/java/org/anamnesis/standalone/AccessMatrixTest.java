package org.anamnesis.standalone;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anamnesis.events.access.Relation;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.web.Role;
import org.anamnesis.standalone.AccessTable.Asker;
import org.anamnesis.standalone.AccessTable.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation of the API, called in every role, relation, with consent and without, with broken glass and without. */
class AccessMatrixTest {

    private static final int AT_ONCE = 8;
    private static final List<Role> ROLES =
            List.of(Role.values()).stream().filter(role -> role != Role.SYSTEM).toList();

    private static final String ALL_REPORTS = Stream.of(ReportId.values())
            .map(report -> "\"" + report + "\"")
            .collect(Collectors.joining(", ", "[", "]"));

    private static RunningApplication application;
    private static Tokens tokens;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        tokens = new Tokens(application);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** A client whose record everybody asks for, and the requests about it. */
    private record World(
            Clinic clinic,
            boolean hasConsent,
            Map<String, EveryCommand.Request> commands,
            Map<String, String> ids,
            String otherGrant) {

        /** The grant by which a board asks: it covers the client if whoever treats would stand to them so. */
        String grant(@Nullable Relation relation) {
            return relation == Relation.PRIMARY || relation == Relation.COVERING
                    ? requireNonNull(ids.get("grantId"))
                    : otherGrant;
        }
    }

    private record Answer(int status, String body) {}

    private record Operation(String id, String method, String path, List<String> parameters) {}

    private final List<String> unexpected = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everybody_gets_what_the_table_says_and_nothing_else() throws Exception {
        var table = AccessTable.read();
        var operations = operations();
        assertThat(table.keySet())
                .as("each operation has a line, and each line an operation")
                .containsExactlyInAnyOrderElementsOf(operations.keySet());

        for (var world : List.of(world(true), world(false))) {
            askAll(world, operations.values(), table, id -> !id.equals("invokeBreakGlass"));
            askAll(world, operations.values(), table, id -> id.equals("invokeBreakGlass"));
        }

        assertThat(unexpected).isEmpty();
    }

    private void askAll(World world, Collection<Operation> operations, Map<String, Row> table, Predicate<String> which)
            throws InterruptedException {
        var room = new Semaphore(AT_ONCE);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var operation : operations) {
                for (var role : ROLES) {
                    for (var relation : relations()) {
                        for (var glass : new boolean[] {false, true}) {
                            if (which.test(operation.id())) {
                                room.acquire();
                                callers.execute(() -> {
                                    try {
                                        ask(
                                                world,
                                                operation,
                                                requireNonNull(table.get(operation.id())),
                                                role,
                                                relation,
                                                glass);
                                    } catch (RuntimeException unanswered) {
                                        unexpected.add(operation.id() + ": " + unanswered);
                                    } finally {
                                        room.release();
                                    }
                                });
                            }
                        }
                    }
                }
            }
        }
    }

    private void ask(World world, Operation operation, Row row, Role role, @Nullable Relation relation, boolean glass) {
        var name = name(relation, glass);
        var asker = new Asker(role, relation, glass, world.hasConsent(), name.equals("clinician"));
        var token = role == Role.BOARD ? tokens.ofBoard(world.grant(relation)) : tokens.of(name, role);
        var answer =
                operation.id().equals("integrity") ? sendAlone(world, operation, token) : send(world, operation, token);
        var isShown = row.isList()
                ? answer.status() == 200 && shows(world, operation, answer.body(), row.permits(asker))
                : answer.status() != 401 && answer.status() != 403 && !(answer.status() == 404 && row.concernsClient());
        if (isShown != row.permits(asker) || answer.status() >= 500 || isTooTalkative(row, asker, answer)) {
            unexpected.add(operation.id() + ": " + asker + " was answered " + answer.status());
        }
    }

    /** A stream and an empty list show nothing to look at; what they let through is tested apart. */
    private static boolean shows(World world, Operation operation, String body, boolean expected) {
        return List.of("schedule", "clients").contains(operation.id())
                ? body.contains(world.clinic().client)
                : expected;
    }

    /** Whoever may ask such things at all is not told that there is a client who is not theirs. */
    private static boolean isTooTalkative(Row row, Asker asker, Answer answer) {
        var isHidden = answer.status() == (row.isFor(asker.role()) ? 404 : 403);
        var isWithoutConsent = asker.role() == Role.SUPERVISOR
                && asker.relation() == Relation.SUPERVISOR
                && !asker.hasConsent()
                && answer.status() == 403;
        return row.concernsClient() && !row.isList() && !row.permits(asker) && !isHidden && !isWithoutConsent;
    }

    /** Who asks while another comparison goes on is told to come again. */
    private static synchronized Answer sendAlone(World world, Operation operation, String token) {
        return send(world, operation, token);
    }

    private static Answer send(World world, Operation operation, String token) {
        var command = world.commands().get(operation.id());
        var path = command == null ? filled(operation, world.ids()) : "/api/v1" + command.path();
        var request = HttpRequest.newBuilder(URI.create(application.http().base() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        operation.method().toUpperCase(Locale.ROOT),
                        HttpRequest.BodyPublishers.ofString(body(operation, command)));
        if (command != null && !command.headers().isEmpty()) {
            request.headers(command.headers().toArray(String[]::new));
        }
        try {
            if (operation.id().endsWith("Stream")) {
                var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                answer.body().close();
                return new Answer(answer.statusCode(), "");
            }
            var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static String body(Operation operation, EveryCommand.@Nullable Request command) {
        if (command == null) {
            return operation.id().equals("inviteStaff") ? "{\"name\": \"somebody\", \"roles\": [\"reception\"]}" : "";
        }
        return command.body();
    }

    private static String filled(Operation operation, Map<String, String> ids) {
        var path = operation.path();
        for (var each : ids.entrySet()) {
            path = path.replace("{" + each.getKey() + "}", each.getValue());
        }
        var query = operation.parameters().stream()
                .filter(parameter -> !operation.path().contains("{" + parameter + "}"))
                .map(parameter -> parameter + "=" + ids.get(parameter))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static List<Relation> relations() {
        var relations = new ArrayList<Relation>();
        relations.add(null);
        relations.addAll(List.of(Relation.PRIMARY, Relation.COVERING, Relation.SUPERVISOR));
        return relations;
    }

    /** The sign-in of somebody who stands so to the client. */
    private static String name(@Nullable Relation relation, boolean glass) {
        var name = relation == null
                ? "stranger"
                : relation == Relation.PRIMARY ? "clinician" : relation.name().toLowerCase(Locale.ROOT);
        return glass ? name + "-with-broken-glass" : name;
    }

    private static World world(boolean hasConsent) {
        var http = application.http();
        var clinic = Clinic.at(http);
        var before = therapist(http, name(Relation.PRIMARY, true));
        var earlier = http.post(
                        RECORDS_OFFICER,
                        "/api/v1/clients/" + clinic.client + "/episodes",
                        clinic.openEpisode().replace(clinic.therapist, before).replace("PSYCHOTHERAPY", "COUNSELLING"))
                .id();
        http.post(RECORDS_OFFICER, "/api/v1/episodes/" + earlier + "/discharge", "{\"reason\": 4}")
                .expect(200);
        for (var glass : new boolean[] {false, true}) {
            var covering = therapist(http, name(Relation.COVERING, glass));
            http.post(
                            RECORDS_OFFICER,
                            "/api/v1/sessions",
                            clinic.booking(Instant.parse("2024-05-06T09:00:00Z"), 50, ", \"backfill\": true")
                                    .replace(clinic.therapist, covering))
                    .expect(201);
            var supervisor = therapist(http, name(Relation.SUPERVISOR, glass));
            http.post(
                            RECORDS_OFFICER,
                            "/api/v1/therapists/" + clinic.therapist + "/supervision",
                            "{\"supervisorId\": \"" + supervisor + "\"}")
                    .expect(201);
        }
        for (var relation : relations()) {
            http.as(
                            tokens.of(name(relation, true), CLINICIAN),
                            "POST",
                            "/api/v1/clients/" + clinic.client + "/break-glass",
                            "{\"reason\": \"collapsed\"}")
                    .expect(201);
        }
        var commands = EveryCommand.at(clinic).stream()
                .collect(Collectors.toMap(EveryCommand.Request::operation, Function.identity()));
        var ids = ids(clinic);
        if (!hasConsent) {
            http.post(RECEPTION, "/api/v1/consents/" + clinic.consent + "/revoke", "")
                    .expect(200);
        }
        var other = grant(clinic, therapist(http, "x"));
        return new World(clinic, hasConsent, commands, ids, other);
    }

    private static Map<String, String> ids(Clinic clinic) {
        var ids = new HashMap<String, String>();
        ids.put("client", clinic.client);
        ids.put("clientId", clinic.client);
        ids.put("consentId", clinic.consent);
        ids.put("episodeId", clinic.episode);
        ids.put("therapistId", clinic.therapist);
        ids.put("credentialId", clinic.credential);
        ids.put("placeId", clinic.place);
        ids.put("planId", clinic.planInForce().id());
        ids.put("sessionId", clinic.book(inHours(30), 50).id());
        ids.put(
                "seriesId",
                clinic.http
                        .post(RECEPTION, "/api/v1/session-series", clinic.series(inHours(32), 2))
                        .id());
        ids.put(
                "supervisionId",
                clinic.http
                        .post(
                                RECORDS_OFFICER,
                                "/api/v1/therapists/" + therapist(clinic.http, "x") + "/supervision",
                                "{\"supervisorId\": \"" + clinic.therapist + "\"}")
                        .id());
        ids.put(
                "breakGlassId",
                clinic.http
                        .as(
                                tokens.of("somebody", CLINICIAN),
                                "POST",
                                "/api/v1/clients/" + clinic.client + "/break-glass",
                                "{\"reason\": \"collapsed\"}")
                        .id());
        ids.put(
                "noteId",
                clinic.http
                        .post(
                                CLINICIAN,
                                "/api/v1/sessions/" + ids.get("sessionId") + "/counselling-notes",
                                "{\"text\": \"for myself\"}")
                        .id());
        ids.put("grantId", grant(clinic, clinic.therapist));
        ids.put(
                "ruleProfileId",
                clinic.http
                        .post(RECORDS_OFFICER, "/api/v1/rule-profiles", """
                                {"name": "matrix-%s", "version": 1, "layer": "CLINIC", "effectiveFrom": "2190-01-01",
                                 "parameters": {"alternativesMost": 2}}""".formatted(clinic.client.substring(24)))
                        .id());
        ids.put(
                "studyId",
                clinic.http
                        .post(PRIVACY_OFFICER, "/api/v1/research/studies", EveryCommand.STUDY)
                        .id());
        ids.put(
                "exportId",
                clinic.http
                        .post(RESEARCHER, "/api/v1/research/exports", "{\"studyId\": \"" + ids.get("studyId") + "\"}")
                        .id());
        ids.put("name", "anna");
        ids.put("view", "nothing");
        ids.put(
                "eventId",
                clinic.book(inHours(31), 50)
                        .expect(201)
                        .body()
                        .at("/events/0/id")
                        .asString());
        ids.put("jobId", UUID.randomUUID().toString());
        ids.put("from", inHours(29).toString());
        ids.put("to", inHours(34).toString());
        ids.put("minutes", "50");
        ids.put("actor", "somebody");
        ids.put("seed", "matrix");
        ids.put("n", "3");
        ids.put("profile", "house@1");
        return ids;
    }

    /** Of all that a therapist does. */
    private static String grant(Clinic clinic, String therapist) {
        return clinic.http
                .post(
                        PRIVACY_OFFICER,
                        "/api/v1/access-grants",
                        clinic.granting().replace(clinic.therapist, therapist).replace("[\"R-10\"]", ALL_REPORTS))
                .id();
    }

    private static String therapist(Http http, String account) {
        return http.post(
                        RECORDS_OFFICER,
                        "/api/v1/therapists",
                        "{\"name\": \"Dr Luchs\", \"account\": \"" + account + "\"}")
                .id();
    }

    private static Map<String, Operation> operations() {
        var document =
                application.http().get(AUDITOR, "/v3/api-docs").expect(200).body();
        var operations = new TreeMap<String, Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    var parameters = method.getValue()
                            .path("parameters")
                            .valueStream()
                            .filter(parameter -> parameter.path("required").asBoolean()
                                    && parameter.path("in").asString().equals("query"))
                            .map(parameter -> parameter.path("name").asString())
                            .filter(parameter -> !parameter.equals("command"))
                            .toList();
                    var id = method.getValue().path("operationId").asString();
                    operations.put(id, new Operation(id, method.getKey(), path.getKey(), parameters));
                }));
        return operations;
    }
}
