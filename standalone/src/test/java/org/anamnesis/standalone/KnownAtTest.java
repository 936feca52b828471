package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client's timeline, progress and plan as they were known at a moment. */
class KnownAtTest {

    private final Http http = RunningApplication.shared().http();
    private final Clinic clinic = Clinic.at(http);
    private final Http.Reply plan = clinic.planInForce();

    private String ask(String path) {
        return http.get(AUDITOR, path).expect(200).response().body();
    }

    private List<String> questions() {
        var client = "/api/v1/clients/" + clinic.client;
        return List.of(client + "/timeline?limit=200", client + "/progress?", "/api/v1/plans/" + plan.id() + "?");
    }

    /** A moment at which all is known that is recorded so far. */
    private String now() {
        return http.get(AUDITOR, "/api/v1/compliance/audit-trail?client=" + clinic.client)
                .expect(200)
                .body()
                .at("/header/knownAt")
                .asString();
    }

    private void enterSession(String start) {
        var session = http.post(
                        RECORDS_OFFICER,
                        "/api/v1/sessions",
                        clinic.booking(Instant.parse(start), 50, ", \"backfill\": true"))
                .id();
        var begun = "{\"occurredAt\": \"" + start + "\"}";
        http.post(RECORDS_OFFICER, "/api/v1/sessions/" + session + "/start", begun)
                .expect(200);
    }

    @Test
    void what_was_answered_then_is_answered_again_whatever_was_recorded_since() {
        enterSession("2026-03-10T09:00:00Z");
        var then = now();
        var told = questions().stream()
                .map(question -> ask(question + "&knownAt=" + then))
                .toList();
        assertThat(told).isEqualTo(questions().stream().map(this::ask).toList());

        enterSession("2026-03-03T09:00:00Z");
        http.post(CLINICIAN, "/api/v1/plans/" + plan.id() + "/adjust", """
                        {"changes": [{"op": "APPROVE_EXTENDED_SESSION", "minutes": 90, "technique": "EXPOSURE",
                          "reason": "the first exposure takes longer"}], "reason": "REVIEW"}""", "If-Match", plan.header("ETag"))
                .expect(200);

        assertThat(questions().stream()
                        .map(question -> ask(question + "&knownAt=" + then))
                        .toList())
                .isEqualTo(told);
        var since = now();
        assertThat(questions().stream().map(question -> ask(question + "&knownAt=" + since)))
                .noneMatch(told::contains);
    }

    @Test
    void before_anything_was_known_there_is_nothing_and_the_future_is_not_known() {
        var questions = questions();
        var early = "&knownAt=2020-01-01";
        assertThat(http.get(AUDITOR, questions.getFirst() + early)
                        .expect(200)
                        .body()
                        .path("items"))
                .isEmpty();
        http.get(AUDITOR, questions.getLast() + early).expect(404);
        questions.forEach(question -> {
            http.get(AUDITOR, question + "&knownAt=2099-01-01").expect(400);
            http.get(AUDITOR, question + "&knownAt=then").expect(400);
        });
    }
}
