package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An operator has all data keys wrapped by a new key. */
class KeyRotationTest {

    private static final RunningApplication APPLICATION = RunningApplication.shared();
    private static final Http HTTP = APPLICATION.http();

    @Test
    void all_keys_are_wrapped_anew_and_everything_stays_readable() {
        var clinic = Clinic.at(HTTP);
        var before = wrapped(clinic.client);

        var begun = HTTP.post(OPERATOR, "/api/v1/keys/rotate", "").expect(202);
        var job = begun.header("Location");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !HTTP.get(OPERATOR, job)
                        .expect(200)
                        .body()
                        .path("state")
                        .asString()
                        .equals("RUNNING"));

        var ended = HTTP.get(OPERATOR, job).body();
        assertThat(ended.path("state").asString()).isEqualTo("DONE");
        assertThat(ended.path("done").asLong())
                .isPositive()
                .isEqualTo(ended.path("total").asLong());
        assertThat(wrapped(clinic.client)).isNotEqualTo(before);
        assertThat(HTTP.get(RECEPTION, "/api/v1/clients/" + clinic.client)
                        .body()
                        .path("name")
                        .asString())
                .isEqualTo("Anna");
        HTTP.post(OPERATOR, job + "/cancel", "").expect(409);
    }

    @Test
    void nobody_but_an_operator_asks_for_it_and_unknown_jobs_are_not_found() {
        HTTP.post(CLINICIAN, "/api/v1/keys/rotate", "").expect(403);
        HTTP.post(PRIVACY_OFFICER, "/api/v1/keys/rotate", "").expect(403);
        var job = "/api/v1/keys/jobs/" + UUID.randomUUID();
        HTTP.get(CLINICIAN, job).expect(403);
        HTTP.get(OPERATOR, job).expect(404);
        HTTP.post(OPERATOR, job + "/cancel", "").expect(404);
        HTTP.get(OPERATOR, "/api/v1/keys/jobs/nonsense").expect(400);
    }

    private static byte[] wrapped(String client) {
        return APPLICATION
                .sql()
                .sql("select wrapped from keys.data_key where subject = ?::uuid and protection = 'NORMAL'")
                .param(client)
                .query((row, i) -> row.getBytes(1))
                .single();
    }
}
