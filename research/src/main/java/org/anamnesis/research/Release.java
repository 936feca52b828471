package org.anamnesis.research;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.anamnesis.events.research.Profile;
import org.anamnesis.events.research.QuasiIdentifier;
import org.anamnesis.events.research.ReleaseRules;
import org.anamnesis.events.research.StudyProtocol;
import org.anamnesis.research.Refused.Reason;

/**
 * Sees to it that nobody can be found in what is handed out: tells less, leaves out who would still stand out, and refuses
 * where that would be too many. A limited data set goes out under an agreement instead; it is only measured.
 */
final class Release {

    private static final int PERCENT = 100;

    private final Workbench bench;
    private final StudyProtocol protocol;
    private final ReleaseRules rules;
    private final boolean isEnforced;
    private final List<QuasiIdentifier> declared;
    private final Ladder base;

    Release(Workbench bench, StudyProtocol protocol) {
        this.bench = bench;
        this.protocol = protocol;
        this.rules = protocol.release();
        this.isEnforced = protocol.profile() != Profile.LIMITED;
        var isShifted = protocol.profile() == Profile.EXPERT;
        // where all times are moved, the year is not told, and nobody can be found by it
        this.base = isShifted ? Ladder.exact().least(QuasiIdentifier.ADMISSION_YEAR) : Ladder.exact();
        this.declared = rules.quasiIdentifiers().stream()
                .distinct()
                .sorted()
                .filter(base::isTold)
                .toList();
    }

    /**
     * What came of it.
     *
     * @param isEnforced whether anything was left out or told less exactly; else it was only measured
     * @param generalised how many steps less exactly a quasi-identifier is told
     * @param activities how exactly is told what happened
     * @param clientsForClasses how many clients were left out because too few share what can be known of them, or because
     *     those who do have too much in common
     * @param clientsForTraces how many were left out because too few share how their course began
     * @param cells how many values were pooled or left out, by kind
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(
            Profile profile,
            boolean isEnforced,
            ReleaseRules rules,
            Map<String, Integer> generalised,
            Activities activities,
            Left clients,
            Left episodes,
            Left sessions,
            Left events,
            Left expressions,
            long clientsForClasses,
            long clientsForTraces,
            Map<String, Long> cells) {

        /** With what the tables have come to. */
        private Outcome written(Workbench bench, Map<String, Long> suppressed) {
            return new Outcome(
                    profile,
                    isEnforced,
                    rules,
                    generalised,
                    activities,
                    clients,
                    episodes,
                    new Left(sessions.cohort(), bench.number("select count(*) from session")),
                    new Left(events.cohort(), bench.number("select count(*) from event")),
                    new Left(
                            expressions.cohort(), bench.number("select count(distinct expression_id) from expression")),
                    clientsForClasses,
                    clientsForTraces,
                    suppressed);
        }
    }

    /** How many there were in the cohort, and how many are handed out. */
    public record Left(long cohort, long released) {}

    /** Clients who are still in it. */
    static long clients(Workbench bench) {
        return bench.number("select count(distinct client) from released");
    }

    /** How it stands with those in it, by all that is looked at. */
    record Measured(Classes.Sizes classes, Traces.Variants traces, long rareBeginnings) {}

    /**
     * All that was found.
     *
     * @param before of the whole cohort, with all told as it is
     * @param after of what is handed out, as it is told
     */
    record Report(
            Outcome outcome,
            Measured before,
            Measured after,
            Map<String, BigDecimal> totalVariation,
            Map<String, BigDecimal> earthMovers) {

        /**
         * The same once the tables are made.
         *
         * @param cells how many values were pooled or left out there, by kind
         */
        Report written(Workbench bench, Map<String, Long> cells) {
            return new Report(outcome.written(bench, cells), before, after, totalVariation, earthMovers);
        }
    }

    /** Decides who is handed out and how exactly; after it the tables can be made. */
    Report decide() {
        Activities.EXACT.lay(bench);
        bench.script("quasi");
        var cohort = clients(bench);
        demandSomebody(cohort);
        var classes = new Classes(bench, rules, declared);
        var traces = new Traces(bench, rules);
        var before = measured(classes, traces, base, Activities.EXACT);
        var tolerated = cohort * rules.mostSuppressed() / PERCENT;
        var ladder = isEnforced ? classes.climb(base, tolerated) : base;
        var level = isEnforced ? traces.climb(tolerated) : Activities.EXACT;
        var forClasses = 0L;
        var forTraces = 0L;
        if (isEnforced) {
            long left;
            do {
                var byClass = classes.leaveOut(ladder);
                var byTrace = traces.leaveOut(level);
                forClasses += byClass;
                forTraces += byTrace;
                left = byClass + byTrace;
            } while (left > 0);
            demandEnough(cohort, tolerated, forClasses, forTraces);
        }
        var after = measured(classes, traces, ladder, level);
        var utility = new Utility(bench);
        ladder.lay(bench);
        level.lay(bench);
        var outcome = new Outcome(
                protocol.profile(),
                isEnforced,
                rules,
                generalised(ladder),
                level,
                left("count(distinct client)", "%s"),
                left("count(*)", "%s"),
                left("count(*)", "session_kept semi join %s using (client, episode)"),
                left("count(*)", "cohort_event semi join %s using (client)"),
                left("count(expression)", "cohort_event semi join %s using (client)"),
                forClasses,
                forTraces,
                new TreeMap<>());
        return new Report(outcome, before, after, utility.shares(), utility.amounts());
    }

    private Measured measured(Classes classes, Traces traces, Ladder ladder, Activities level) {
        return new Measured(classes.sizes(ladder), traces.variants(level), traces.rare(level, rules.traceKnowledge()));
    }

    private Left left(String count, String from) {
        return new Left(
                bench.number("select " + count + " from " + from.formatted("cohort")),
                bench.number("select " + count + " from " + from.formatted("released")));
    }

    private Map<String, Integer> generalised(Ladder ladder) {
        var steps = new LinkedHashMap<String, Integer>();
        for (var of : QuasiIdentifier.values()) {
            if (ladder.step(of) > 0) {
                steps.put(Ladder.column(of), ladder.step(of));
            }
        }
        return steps;
    }

    private void demandSomebody(long cohort) {
        if (cohort == 0) {
            throw new Refused(Refused.Kind.NOT_SAFE, "cohort", "nobody belongs to it.", "Ask for less in the cohort.");
        }
        if (isEnforced && cohort < rules.k()) {
            throw new Refused(
                    Refused.Kind.NOT_SAFE,
                    "k-anonymity",
                    "the cohort has " + clientsInWords(cohort) + ", and each could be found among so few.",
                    "The smallest cohort that would pass has " + rules.k() + " clients: ask for less in the cohort.");
        }
    }

    /** Where too many would have to be left out, what would pass is tried out before anybody is told no. */
    private void demandEnough(long cohort, long tolerated, long forClasses, long forTraces) {
        var left = forClasses + forTraces;
        if (left <= tolerated && left < cohort) {
            return;
        }
        var reasons = new ArrayList<Reason>();
        if (forClasses > 0) {
            reasons.add(new Reason(
                    "k-anonymity and l-diversity",
                    clientsInWords(forClasses) + " of " + cohort + " stand out by "
                            + (declared.isEmpty() ? "being so few" : names(declared))
                            + ", however little of it is told: fewer than " + rules.k()
                            + " share it, or what must not be learned is too much alike among them.",
                    whatClassesWouldPass(cohort)));
        }
        if (forTraces > 0) {
            reasons.add(new Reason(
                    "trace uniqueness",
                    clientsInWords(forTraces) + " of " + cohort + " stand out by the first " + rules.traceKnowledge()
                            + " things that happened to them.",
                    whatTraceWouldPass(tolerated)));
        }
        reasons.add(new Reason(
                "suppression",
                left * PERCENT / cohort + " % of the clients would have to be left out; " + rules.mostSuppressed()
                        + " % may be.",
                left < cohort
                        ? "With mostSuppressed: " + (left * PERCENT / cohort + 1)
                                + " it would pass, or with a larger cohort."
                        : "A larger cohort may pass."));
        throw new Refused(Refused.Kind.NOT_SAFE, reasons);
    }

    private String whatClassesWouldPass(long cohort) {
        restore();
        var tolerated = cohort * rules.mostSuppressed() / PERCENT;
        var passing = new ArrayList<QuasiIdentifier>();
        for (var without : declared) {
            var rest = declared.stream().filter(of -> of != without).toList();
            var classes = new Classes(bench, rules, rest);
            if (classes.unsafe(classes.climb(base, tolerated)) <= tolerated) {
                passing.add(without);
            }
        }
        return passing.isEmpty()
                ? ""
                : "It would pass if nobody outside could know " + String.join(", or ", namesOf(passing)) + ".";
    }

    private String whatTraceWouldPass(long tolerated) {
        restore();
        var traces = new Traces(bench, rules);
        for (int known = rules.traceKnowledge() - 1; known > 0; known--) {
            if (traces.rare(Activities.BARE, known) <= tolerated) {
                return "With traceKnowledge: " + known + " it would pass.";
            }
        }
        return "";
    }

    private void restore() {
        bench.run("create or replace table released as select client, episode from cohort");
    }

    private static String clientsInWords(long clients) {
        return clients == 1 ? "1 client" : clients + " clients";
    }

    private static String names(List<QuasiIdentifier> some) {
        return String.join(", ", namesOf(some));
    }

    private static List<String> namesOf(List<QuasiIdentifier> some) {
        return some.stream().map(Ladder::column).toList();
    }
}
