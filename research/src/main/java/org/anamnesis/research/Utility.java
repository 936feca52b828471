package org.anamnesis.research;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.anamnesis.events.research.QuasiIdentifier;

/**
 * What it costs that the rest is safe: how far what is handed out lies from the whole cohort. Shares are compared by total
 * variation distance (0: the same, 1: nothing in common), amounts by earth mover's distance in their own unit.
 */
final class Utility {

    private static final int DECIMALS = 3;

    private final Workbench bench;

    Utility(Workbench bench) {
        this.bench = bench;
    }

    Map<String, BigDecimal> shares() {
        var shares = new LinkedHashMap<String, BigDecimal>();
        for (var of : QuasiIdentifier.values()) {
            var column = Ladder.column(of);
            shares.put(
                    column,
                    variation(
                            "select " + column + "::varchar as v from quasi",
                            "select " + column + "::varchar as v from quasi semi join released using (client)"));
        }
        shares.put(
                "discharge_reason",
                variation(
                        "select discharge_reason as v from quasi",
                        "select discharge_reason as v from quasi semi join released using (client)"));
        shares.put(
                "session outcome",
                variation(
                        "select outcome as v from session_kept semi join cohort using (client, episode)",
                        "select outcome as v from session_kept semi join released using (client, episode)"));
        shares.put(
                "feeling",
                variation(
                        "select feeling as v from feeling_told join cohort_event using (expression)",
                        "select feeling as v from feeling_told join (from cohort_event semi join released using (client))"
                                + " using (expression)"));
        return shares;
    }

    Map<String, BigDecimal> amounts() {
        var amounts = new LinkedHashMap<String, BigDecimal>();
        amount(amounts, "days in treatment", "episode_kept", """
                datediff('day', opened_day, coalesce(discharged_day, last_attended_day, opened_day))""");
        amount(amounts, "attended sessions", "episode_kept", "attended");
        amount(amounts, "minutes of a session", "session_kept", "minutes");
        return amounts;
    }

    private void amount(Map<String, BigDecimal> amounts, String name, String table, String value) {
        var of = "select " + value + " as v from " + table + " semi join %s using (client, episode) where " + value
                + " is not null";
        amounts.put(name, distance(of.formatted("cohort"), of.formatted("released")));
    }

    private BigDecimal variation(String all, String some) {
        return decimal("""
                with a as (select v, count(*) / sum(count(*)) over () as p from (%s) group by v),
                    b as (select v, count(*) / sum(count(*)) over () as p from (%s) group by v)
                select coalesce(sum(abs(coalesce(a.p, 0) - coalesce(b.p, 0))) / 2, 0)
                from a full join b on a.v is not distinct from b.v""".formatted(all, some));
    }

    private BigDecimal distance(String all, String some) {
        return decimal("""
                with a as (select v, count(*) as n from (%s) group by v),
                    b as (select v, count(*) as n from (%s) group by v),
                    points as (
                        select v, coalesce(a.n, 0) as na, coalesce(b.n, 0) as nb from a full join b using (v)),
                    steps as (
                        select lead(v) over (order by v) - v as width,
                            sum(na) over (order by v) / sum(na) over () as f,
                            sum(nb) over (order by v) / sum(nb) over () as g
                        from points)
                select coalesce(sum(abs(f - g) * width), 0) from steps where width is not null""".formatted(all, some));
    }

    private BigDecimal decimal(String sql) {
        return bench.list(sql, row -> BigDecimal.valueOf(row.getDouble(1)).setScale(DECIMALS, RoundingMode.HALF_EVEN))
                .getFirst();
    }
}
