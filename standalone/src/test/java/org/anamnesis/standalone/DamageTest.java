package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.assertj.core.api.Assertions.assertThat;

import org.anamnesis.events.store.Schemas;
import org.anamnesis.events.web.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Somebody who owns the database alters what is sealed. */
class DamageTest {

    private static final RunningApplication APPLICATION = RunningApplication.start();
    private static final Http HTTP = APPLICATION.http();
    private static final JdbcClient OWNER =
            JdbcClient.create(APPLICATION.bean(Schemas.class).owner());

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    private static String client(String name) {
        return HTTP.post(RECEPTION, "/api/v1/clients", """
                        {"name": "%s", "birthDate": "1990-04-01", "contact": "telephone", "legalStatus": "ADULT",
                         "jurisdiction": "DE-BE"}""".formatted(name)).id();
    }

    private static JsonNode ask(Role role, String path) {
        return HTTP.get(role, "/api/v1" + path).expect(200).body();
    }

    /** Puts the sealed text that stands under one name in a client's registration in another's place. */
    private static void move(String from, String field, String to, String into) {
        Tampering.with(
                OWNER,
                "event",
                () -> OWNER.sql("""
                        update history.event target set payload = convert_to(jsonb_set(
                            convert_from(target.payload, 'UTF8')::jsonb, array[?, 'ciphertext'],
                            convert_from(source.payload, 'UTF8')::jsonb -> ? -> 'ciphertext')::text, 'UTF8')
                        from history.event source
                        where source.aggregate_identifier = ?::uuid and target.aggregate_identifier = ?::uuid""").params(into, field, from, to).update());
    }

    @Test
    void a_text_from_another_place_reads_as_damaged_and_the_rest_of_the_answer_still_comes() {
        var anna = client("Anna Sommer");
        var ben = client("Ben Winter");
        assertThat(ask(AUDITOR, "/compliance/integrity").at("/items/0/state").asString())
                .isEqualTo("INTACT");
        move(ben, "name", anna, "name");
        move(ben, "birthDate", ben, "contact");

        var told = ask(RECEPTION, "/clients/" + anna);
        assertThat(told.path("name").asString()).isEqualTo("[damaged]");
        assertThat(told.path("birthDate").asString()).isEqualTo("1990-04-01");
        assertThat(ask(RECEPTION, "/clients/" + ben).path("contact").asString()).isEqualTo("[damaged]");
        assertThat(ask(AUDITOR, "/compliance/audit-trail?client=" + anna)
                        .at("/items/0/quotes/0/words")
                        .asString())
                .isEqualTo("[damaged]");
        assertThat(ask(RECEPTION, "/clients?name=anna").at("/items/0/name").asString())
                .isEqualTo("[damaged]");
        assertThat(Scrape.of(HTTP).value("anamnesis_damaged_texts_total")).isGreaterThanOrEqualTo(4);
        assertThat(HTTP.get(OPERATOR, "/actuator/health")
                        .body()
                        .at("/components/sealedTexts/status")
                        .asString())
                .isEqualTo("DEGRADED");
        HTTP.send(HTTP.request("/actuator/health/readiness").build()).expect(200);

        var integrity = ask(AUDITOR, "/compliance/integrity").at("/items/0");
        assertThat(integrity.path("state").asString()).isEqualTo("DAMAGED");
        assertThat(integrity.path("mismatches")).singleElement().satisfies(found -> {
            assertThat(found.path("kind").asString()).isEqualTo("CHANGED");
            assertThat(found.path("from").asLong()).isEqualTo(position(anna));
            assertThat(found.path("to").asLong()).isEqualTo(position(ben));
        });
    }

    private static long position(String aggregate) {
        return OWNER.sql("select position from history.event where aggregate_identifier = ?::uuid")
                .param(aggregate)
                .query(Long.class)
                .single();
    }

    @Test
    void a_tampered_key_damages_one_persons_texts_and_nobody_elses() {
        var anna = client("Anna Herbst");
        var ben = client("Ben Frost");
        OWNER.sql("""
                        update keys.data_key set wrapped = set_byte(wrapped, 40, get_byte(wrapped, 40) # 1)
                        where subject = ?::uuid""").param(anna).update();

        assertThat(ask(RECEPTION, "/clients/" + anna).path("name").asString()).isEqualTo("[damaged]");
        assertThat(ask(AUDITOR, "/clients/" + anna + "/timeline").path("items")).isNotNull();
        assertThat(ask(RECEPTION, "/clients/" + ben).path("name").asString()).isEqualTo("Ben Frost");
        HTTP.post(
                        RECEPTION,
                        "/api/v1/clients/" + anna + "/loved-ones",
                        "{\"relation\": \"FRIEND\", \"name\": \"Lotte\"}")
                .expect(201);
    }
}
