package org.anamnesis.research;

import org.anamnesis.events.research.ReleaseRules;

/**
 * The courses of clients, as rows of activities. Somebody outside who knows how a course began must not be able to tell
 * whose it is.
 */
final class Traces {

    private final Workbench bench;
    private final ReleaseRules rules;

    Traces(Workbench bench, ReleaseRules rules) {
        this.bench = bench;
        this.rules = rules;
    }

    /**
     * How alike courses are.
     *
     * @param variants how many different ones there are
     * @param ofOne how many of these only one client has
     * @param clientsInCommon how many clients have a course that at least k have
     */
    record Variants(long variants, long ofOne, long clientsInCommon) {}

    Variants variants(Activities level) {
        level.lay(bench);
        return bench.list(
                        "with traces as (select client, list(activity order by number) as trace from (" + numbered()
                                + ") group by client), variants as (select trace, count(*) as n from traces group by trace)"
                                + " select count(*), count(*) filter (n = 1), coalesce(sum(n) filter (n >= " + rules.k()
                                + "), 0) from variants",
                        row -> new Variants(row.getLong(1), row.getLong(2), row.getLong(3)))
                .getFirst();
    }

    /** How many clients have a beginning that too few share. */
    long rare(Activities level, int known) {
        level.lay(bench);
        return bench.number("select count(*) from (" + rareClients(known) + ")");
    }

    /** Leaves them out. Answers how many. */
    long leaveOut(Activities level) {
        level.lay(bench);
        var before = Release.clients(bench);
        bench.run("delete from released where client in (" + rareClients(rules.traceKnowledge()) + ")");
        return before - Release.clients(bench);
    }

    /** As exact as can be, so that few enough would have to be left out. */
    Activities climb(long tolerated) {
        var level = Activities.EXACT;
        while (rare(level, rules.traceKnowledge()) > tolerated && level.next().isPresent()) {
            level = level.next().orElseThrow();
        }
        return level;
    }

    private String rareClients(int known) {
        return "select client from (select client, count(*) over (partition by beginning) as n from ("
                + "select client, string_agg(activity, ' ' order by number) as beginning from (" + numbered()
                + ") where number <= " + known + " group by client)) where n < " + rules.k();
    }

    private static String numbered() {
        return """
                select client, told_as.activity, row_number() over (partition by client order by happened, position) as number
                from cohort_event semi join released using (client)
                    join told_as on told_as.original = cohort_event.activity""";
    }
}
