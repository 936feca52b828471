package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.anamnesis.standalone.Http.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding clients by name, though no name is kept in clear. */
class FindClientsTest {

    private static final RunningApplication APPLICATION = RunningApplication.shared();
    private static final Http HTTP = APPLICATION.http();
    private static final String JUERGEN = register("Jürgen Müller-Łukasz Groß");

    private static String register(String name) {
        return HTTP.post(RECEPTION, "/api/v1/clients", body(name)).id();
    }

    private static String body(String name) {
        return """
                {"name": "%s", "birthDate": "1990-04-01", "legalStatus": "ADULT", "jurisdiction": "DE-BE"}""".formatted(name);
    }

    private static Reply ask(String name, String... more) {
        return HTTP.get(RECEPTION, "/api/v1/clients?name=" + URLEncoder.encode(name, UTF_8) + String.join("", more));
    }

    private static List<String> found(String name) {
        return ids(ask(name).expect(200));
    }

    private static List<String> ids(Reply reply) {
        return reply.body()
                .path("items")
                .valueStream()
                .map(client -> client.path("clientId").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jürgen",
                "jurgen",
                "JÜRGEN",
                "  ju\u0308rgen ",
                "jür",
                "muller jurgen",
                "gross",
                "GROSS, J\u00fcrgen",
                "łukasz",
                "müller-łuk"
            })
    void a_client_is_found_by_words_of_the_name_and_their_beginnings(String asked) {
        assertThat(found(asked)).contains(JUERGEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jurgen meier", "urgen", "jurgenx", "gro ss", "ju"})
    void who_does_not_have_all_the_words_is_not_found(String asked) {
        assertThat(found(asked)).doesNotContain(JUERGEN);
    }

    @Test
    void who_is_found_is_told_apart_by_name_and_birth_date() {
        var client = register("Wolfgang Xaverius");

        assertThat(ask("wol xav").expect(200).body().path("items"))
                .singleElement()
                .matches(one -> one.path("clientId").asString().equals(client)
                        && one.path("name").asString().equals("Wolfgang Xaverius")
                        && one.path("birthDate").asString().equals("1990-04-01"));
        HTTP.get(CLINICIAN, "/api/v1/clients?name=wolfgang").expect(200);
        HTTP.get(RESEARCHER, "/api/v1/clients?name=wolfgang").expect(403);
    }

    @Test
    void a_corrected_name_is_found_and_the_wrong_one_no_longer() {
        var client = register("Quirin Falsch");

        HTTP.post(RECEPTION, "/api/v1/clients/" + client + "/correct-details", body("Quirin Richtig"))
                .expect(200);

        assertThat(found("quirin richtig")).containsExactly(client);
        assertThat(found("falsch")).doesNotContain(client);
        assertThat(ask("quirin richtig").body().at("/items/0/name").asString()).isEqualTo("Quirin Richtig");
    }

    @Test
    void short_names_are_found_as_a_whole() {
        var client = register("Bo Li");

        assertThat(found("bo li")).containsExactly(client);
        assertThat(found("li")).contains(client);
    }

    @Test
    void another_clinics_clients_are_not_found() {
        var token = new Tokens(APPLICATION).ofClinic(UUID.randomUUID(), RECEPTION);

        var reply = HTTP.send(HTTP.request("/api/v1/clients?name=jurgen")
                .header("Authorization", "Bearer " + token)
                .build());

        assertThat(ids(reply.expect(200))).isEmpty();
        assertThat(found("jurgen")).isNotEmpty();
    }

    @Test
    void many_are_told_a_part_at_a_time() {
        var all = IntStream.range(0, 7)
                .mapToObj(i -> register("Ottilie Viele" + i))
                .toList();
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var reply = ask("ottilie viele", "&limit=3", next);
            seen.addAll(ids(reply.expect(200)));
            var cursor = reply.body().path("next").asString("");
            next = cursor.isEmpty() ? "" : "&cursor=" + cursor;
        } while (!next.isEmpty());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    static List<String> notNames() {
        return List.of("%", "", " ", "a", "_", "* ' \" \\", "anna m", "x".repeat(5_000), "an\u0000na", "anna\n");
    }

    @ParameterizedTest
    @MethodSource("notNames")
    void what_is_no_name_is_refused_with_what_to_do(String asked) {
        var reply = ask(asked).expect(400);

        assertThat(reply.body().at("/errors/0/detail").asString()).contains("at least 3 letters or digits");
    }

    @Test
    void odd_requests_are_refused_and_unknown_names_are_merely_not_found() {
        HTTP.get(RECEPTION, "/api/v1/clients").expect(400);
        ask("x".repeat(10_000)).expect(400);
        ask("anna", "&cursor=nonsense").expect(400);
        ask("anna", "&limit=0").expect(400);
        assertThat(found("nobodyiscalledlikethis")).isEmpty();
        assertThat(found("annax%")).isEmpty();
        assertThat(found("' or 11 --".replace("11", "111"))).isEmpty();
    }

    @Test
    void an_endless_name_is_registered_and_found_by_its_beginning() {
        var client = register("Zebulon" + "n".repeat(100_000) + " abc".repeat(10_000));

        assertThat(found("zebulon")).contains(client);
        assertThat(rows(client)).isLessThan(100);
    }

    @Test
    void nothing_of_a_name_lies_in_the_index_in_clear() {
        assertThat(rows(JUERGEN)).isPositive();
        assertThat(APPLICATION
                        .sql()
                        .sql("select hash from keys.client_name where client = ?::uuid")
                        .param(JUERGEN)
                        .query((row, i) -> row.getBytes(1))
                        .list())
                .noneMatch(hash -> new String(hash, UTF_8)
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains("jur"))
                .allMatch(hash -> hash.length >= 32);
    }

    private static int rows(String client) {
        return APPLICATION
                .sql()
                .sql("select count(*) from keys.client_name where client = ?::uuid")
                .param(client)
                .query(Integer.class)
                .single();
    }
}
