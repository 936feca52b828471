package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.RECORDS_OFFICER;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What it costs that a look is put on record: a consent, which is, beside a place, which belongs to nobody, in turns. It
 * measures and asserts no time.
 */
@Tag("measurement")
class LooksMeasurement {

    private static final int LOOKS = Integer.getInteger("looks", 3000);

    private final Http http = RunningApplication.shared().http();

    @Test
    void a_read_that_is_on_record_beside_one_that_need_not_be() {
        var clinic = Clinic.at(http);
        var recorded = new ArrayList<Long>();
        var plain = new ArrayList<Long>();
        for (int round = 0; round < 2; round++) { // the first to warm up
            recorded.clear();
            plain.clear();
            for (int i = 0; i < LOOKS; i++) {
                recorded.add(nanos("/api/v1/consents/" + clinic.consent));
                plain.add(nanos("/api/v1/places/" + clinic.place));
            }
        }

        System.out.printf(
                "%d looks each, %d cores%n  a consent, decided and put on record: p50 %.2f ms  p99 %.2f ms%n"
                        + "  a place, which need not be:           p50 %.2f ms  p99 %.2f ms%n",
                LOOKS,
                Runtime.getRuntime().availableProcessors(),
                millis(recorded, 0.5),
                millis(recorded, 0.99),
                millis(plain, 0.5),
                millis(plain, 0.99));
    }

    private long nanos(String path) {
        var begun = System.nanoTime();
        http.get(RECORDS_OFFICER, path).expect(200);
        return System.nanoTime() - begun;
    }

    private static double millis(List<Long> nanos, double part) {
        return nanos.stream().sorted().toList().get((int) (nanos.size() * part)) / 1e6;
    }
}
