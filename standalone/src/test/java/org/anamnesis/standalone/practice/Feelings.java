package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Desk.say;
import static org.anamnesis.standalone.practice.Desk.the;

import java.util.List;
import java.util.Map;

/** What a client feels, before and after something was given form; over the weeks it tends to get better. */
final class Feelings {

    private static final List<String> BAD =
            List.of("anxiety", "shame", "anger", "craving", "guilt", "loneliness", "worry");
    private static final List<String> GOOD = List.of("hope", "trust", "calm", "confidence");

    /** By how much a bad feeling gets weaker from session to session, by what is mostly done. */
    private static final Map<String, Double> SLOPES =
            Map.of("COGNITIVE", 0.3, "BEHAVIOURAL", 0.35, "MOTIVATIONAL", 0.18, "PSYCHODYNAMIC", 0.1);

    private static final int STRONGEST = 10;

    private final Chance chance;
    private final String bad;
    private final String good;
    private final double atFirst;
    private final double slope;

    Feelings(Chance chance, String modality) {
        this.chance = chance;
        bad = chance.of(BAD);
        good = chance.of(GOOD);
        atFirst = 6.5 + 3 * chance.part();
        slope = SLOPES.getOrDefault(modality, 0.1) * (0.5 + chance.part());
    }

    /** As it is after so many sessions. */
    List<Map<String, Object>> told(int sessions) {
        var before = atFirst - slope * sessions + chance.around(0.8);
        var badOne = say(
                the("name", bad), the("before", scale(before)), the("after", scale(before - 1 - chance.around(0.8))));
        if (chance.is(0.5)) {
            return List.of(badOne);
        }
        var hope = STRONGEST - before;
        return List.of(
                badOne,
                say(
                        the("name", good),
                        the("before", chance.is(0.9) ? scale(hope) : null),
                        the("after", scale(hope + 1))));
    }

    private static int scale(double strength) {
        return Math.clamp(Math.round(strength), 0, STRONGEST);
    }
}
