package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.anamnesis.standalone.Http.Reply;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The same report as JSON, as lines of JSON, as values with commas and as PDF; and what is not asked as it should be. */
class ReportFormatsTest {

    private static final Pattern LINES = Pattern.compile("\r?\n");

    private final Http http = RunningApplication.shared().http();
    private final Clinic clinic = Clinic.at(http);

    @Test
    void lines_of_json_begin_with_the_header_and_end_with_what_says_that_all_is_there() {
        var lines = lines(report("plan-conformity?format=ndjson"));
        var count = lines.size() - 2;

        assertThat(lines.getFirst().at("/header/definition").asString()).isEqualTo("R-14@1");
        assertThat(lines.subList(1, lines.size() - 1)).allMatch(line -> line.has("item"));
        assertThat(lines.getLast().at("/end/complete").asBoolean()).isTrue();
        assertThat(lines.getLast().at("/end/rowCount").asInt()).isEqualTo(count).isPositive();
    }

    @Test
    void whole_and_in_parts_it_is_the_same() {
        var path = "plan-conformity?therapist=" + clinic.therapist;
        var knownAt = report(path).body().at("/header/knownAt").asString();

        var parts = report(path + "&knownAt=" + knownAt)
                .body()
                .path("items")
                .valueStream()
                .toList();
        var whole = lines(report(path + "&format=ndjson&knownAt=" + knownAt));

        assertThat(whole.subList(1, whole.size() - 1).stream().map(line -> line.path("item")))
                .containsExactlyElementsOf(parts);
    }

    @Test
    void what_a_spreadsheet_would_take_for_a_formula_is_harmless() {
        var body = "=HYPERLINK(\"http://evil.example\")";
        http.post(RECORDS_OFFICER, "/api/v1/therapists/" + clinic.therapist + "/credentials", """
                        {"type": "LICENCE", "body": "=HYPERLINK(\\"http://evil.example\\")", "jurisdiction": "DE-BE",
                         "number": "-1+2", "serviceTypes": ["PSYCHOTHERAPY"], "validFrom": "2020-01-01",
                         "validTo": "2090-01-01", "needsSupervision": false}""")
                .expect(201);
        var path = "credentials?therapist=" + clinic.therapist;

        var csv = report(path + "&format=csv").response().body();

        assertThat(csv).contains("'=HYPERLINK").doesNotContain(",=", ",\"=", "\n=", "\n\"=");
        assertThat(report(path).body().at("/items/1/body").asString()).isEqualTo(body);
    }

    @Test
    void values_with_commas_say_what_they_rest_on_and_that_all_is_there() {
        var reply = report("plan-conformity?format=csv&therapist=" + clinic.therapist);
        var lines = LINES.splitAsStream(reply.response().body()).toList();
        var table = lines.stream().filter(line -> !line.startsWith("#")).toList();

        assertThat(reply.header("Content-Type")).startsWith("text/csv");
        assertThat(reply.header("Content-Disposition")).contains("R-14-1-").contains(".csv");
        assertThat(lines).anyMatch(line -> line.startsWith("#checkpoint: anamnesis/"));
        assertThat(table.getFirst()).startsWith("episodeId,opened,clientId");
        assertThat(table).hasSize(2);
        assertThat(lines.getLast()).isEqualTo("#end: complete, 1 rows");
    }

    @Test
    void a_pdf_is_tagged_and_has_its_font_with_it_and_says_how_to_check_it() throws Exception {
        try (var pdf = Loader.loadPDF(bytes("plan-conformity?format=pdf&therapist=" + clinic.therapist))) {
            var catalog = pdf.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot()).isNotNull();
            assertThat(catalog.getLanguage()).isEqualTo("en");
            for (var page : pdf.getPages()) {
                for (var font : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
                }
            }
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s", ""))
                    .contains("R-14@1Conformityofplans", clinic.client, "complete,1rows", "javaVerify.java");
        }
    }

    @Test
    void each_part_is_on_record_before_it_leaves() {
        http.post(CLINICIAN, "/api/v1/episodes/" + clinic.episode + "/plans", "")
                .expect(201);
        report("plan-conformity?format=ndjson&therapist=" + clinic.therapist);

        var looks =
                report("access-report?limit=200&client=" + clinic.client).body().path("items");

        assertThat(looks.valueStream().map(look -> look.path("what").asString()))
                .contains("planConformity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session-conformity?from=2026-04-01&to=2026-03-01",
                "session-conformity?from=2026-04-01&to=2026-04-01",
                "session-conformity?from=soon&to=2026-04-01",
                "session-conformity?from=2026-04-01",
                "plan-conformity?knownAt=2099-01-01T00:00:00Z",
                "plan-conformity?asOf=2099-01-01",
                "plan-conformity?asOf=0001-01-01",
                "plan-conformity?format=xls",
                "plan-conformity?limit=10000000",
                "plan-conformity?limit=0",
                "plan-conformity?cursor=bm9uc2Vuc2U",
                "plan-conformity?therapist=nobody",
                "chart-sample?seed=x&n=0",
                "chart-sample?seed=x&n=1000000",
                "chart-sample?n=3",
                "audit-trail?client=x",
                "credentials?status=DANCING"
            })
    void what_is_not_asked_as_it_should_be_is_told_what_is_expected(String path) {
        var problem =
                http.get(AUDITOR, "/api/v1/compliance/" + path).expect(400).body();

        assertThat(problem.at("/errors/0/at").asString()).isNotEmpty();
        assertThat(problem.at("/errors/0/detail").asString()).isNotEmpty();
    }

    @Test
    void a_cursor_of_a_report_with_another_order_is_none() {
        var cursor = report("audit-trail?limit=1&client=" + clinic.client)
                .body()
                .path("next")
                .asString();

        http.get(AUDITOR, "/api/v1/compliance/session-conformity?from=2026-01-01&to=2027-01-01&cursor=" + cursor)
                .expect(400);
    }

    @Test
    void a_profile_that_nobody_knows_is_not_found() {
        var problem = http.get(AUDITOR, "/api/v1/compliance/license-what-if?profile=moon@1")
                .expect(404)
                .body();

        assertThat(problem.path("field").asString()).isEqualTo("profile");
    }

    @Test
    void before_there_was_anything_there_are_no_rows_and_no_seal() {
        var early = report("plan-conformity?knownAt=2020-01-01").body();

        assertThat(early.path("items")).isEmpty();
        assertThat(early.path("header").has("ledgerCheckpoint")).isFalse();
    }

    private Reply report(String path) {
        return http.get(AUDITOR, "/api/v1/compliance/" + path).expect(200);
    }

    private static List<JsonNode> lines(Reply reply) {
        return LINES.splitAsStream(reply.response().body())
                .<JsonNode>map(line -> Http.JSON.readTree(line))
                .toList();
    }

    private byte[] bytes(String path) throws IOException, InterruptedException {
        var request = http.request("/api/v1/compliance/" + path)
                .header("Authorization", "Bearer " + http.token(AUDITOR))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        }
    }
}
