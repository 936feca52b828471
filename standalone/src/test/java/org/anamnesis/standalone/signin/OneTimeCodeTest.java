package org.anamnesis.standalone.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodeTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    @ParameterizedTest // the examples of RFC 6238, appendix B; of their eight digits the last six
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void the_examples_of_the_standard_come_out(long seconds, String code) {
        assertThat(OneTimeCode.of(SECRET, seconds / 30)).isEqualTo(code);
        assertThat(OneTimeCode.step(SECRET, code, Instant.ofEpochSecond(seconds)))
                .hasValue(seconds / 30);
    }

    @Test
    void a_code_holds_for_its_half_minute_and_the_one_before_and_after() {
        for (int late = -30; late <= 30; late += 30) {
            assertThat(OneTimeCode.step(SECRET, "287082", Instant.ofEpochSecond(45 + late)))
                    .hasValue(1);
        }
        assertThat(OneTimeCode.step(SECRET, "287082", Instant.ofEpochSecond(91)))
                .isEmpty();
        assertThat(OneTimeCode.step(SECRET, "", Instant.ofEpochSecond(45))).isEmpty();
    }

    @Test
    void a_secret_is_written_as_authenticator_applications_read_it() {
        assertThat(OneTimeCode.written(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(OneTimeCode.written("foobar".getBytes(US_ASCII))).isEqualTo("MZXW6YTBOI");
    }
}
