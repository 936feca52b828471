package org.anamnesis.research;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.anamnesis.events.research.QuasiIdentifier;

/**
 * How exactly each quasi-identifier is told: from as it is, step by step, to not at all. Every step is an SQL expression
 * over the column of its name, written {@code x}.
 */
final class Ladder {

    static final String NOTHING = "'*'";

    private static final String SENT_BY = """
            case x
                when 'SELF' then 'PERSONAL' when 'LOVED_ONE' then 'PERSONAL' when 'ONLINE' then 'PERSONAL'
                when 'GP' then 'HEALTH_CARE' when 'OTHER_PROVIDER' then 'HEALTH_CARE'
                when 'COURT' then 'AUTHORITY' when 'EMPLOYER' then 'AUTHORITY' when 'SCHOOL' then 'AUTHORITY'
                else 'UNKNOWN'
            end""";
    private static final String TWO_BANDS = "case when x in ('0-3', '4-8', '0-8') then '0-8' else '9+' end";

    private static final Map<QuasiIdentifier, List<String>> STEPS = Map.of(
            QuasiIdentifier.SERVICE_TYPE, List.of("x", NOTHING),
            QuasiIdentifier.REFERRAL_SOURCE, List.of("x", SENT_BY, NOTHING),
            QuasiIdentifier.JURISDICTION, List.of("x", "left(x, 2)", NOTHING),
            QuasiIdentifier.LEGAL_STATUS, List.of("x", NOTHING),
            QuasiIdentifier.ADMISSION_YEAR, List.of("x", "x - x % 2", "null"),
            // how many sessions there were can be counted in the data: less than about how many cannot be told
            QuasiIdentifier.SESSIONS_BAND, List.of("x", TWO_BANDS),
            QuasiIdentifier.PRIMARY_MODALITY, List.of("x", NOTHING));

    private final Map<QuasiIdentifier, Integer> steps;

    private Ladder(Map<QuasiIdentifier, Integer> steps) {
        this.steps = steps;
    }

    /** All as it is. */
    static Ladder exact() {
        return new Ladder(new EnumMap<>(QuasiIdentifier.class));
    }

    int step(QuasiIdentifier of) {
        return steps.getOrDefault(of, 0);
    }

    boolean canBeLess(QuasiIdentifier of) {
        return step(of) + 1 < steps(of).size();
    }

    /** One of them told less exactly. */
    Ladder less(QuasiIdentifier of) {
        return with(of, step(of) + 1);
    }

    /** One of them not told at all, or as little as can be. */
    Ladder least(QuasiIdentifier of) {
        return with(of, steps(of).size() - 1);
    }

    private Ladder with(QuasiIdentifier of, int step) {
        var more = new EnumMap<QuasiIdentifier, Integer>(QuasiIdentifier.class);
        more.putAll(steps);
        more.put(of, step);
        return new Ladder(more);
    }

    private static List<String> steps(QuasiIdentifier of) {
        return STEPS.getOrDefault(of, List.of());
    }

    /** As it is told, in SQL. */
    String told(QuasiIdentifier of) {
        return expression(of).replaceAll("\\bx\\b", column(of));
    }

    private String expression(QuasiIdentifier of) {
        return steps(of).get(step(of));
    }

    static String column(QuasiIdentifier of) {
        return of.name().toLowerCase(Locale.ROOT);
    }

    boolean isTold(QuasiIdentifier of) {
        return !expression(of).equals(NOTHING) && !expression(of).equals("null");
    }

    /** Makes the words that the tables of the data set are made with. */
    void lay(Workbench bench) {
        for (var of : QuasiIdentifier.values()) {
            if (of != QuasiIdentifier.PRIMARY_MODALITY) {
                bench.run("create or replace macro told_" + column(of) + "(x) as " + expression(of));
            }
        }
        var modalities = isTold(QuasiIdentifier.PRIMARY_MODALITY);
        bench.run("set variable modalities_told = " + modalities);
        bench.run("create or replace macro told_modality(x) as " + (modalities ? "x" : "null"));
    }
}
