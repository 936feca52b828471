package org.anamnesis.research;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.anamnesis.research.Release.Left;
import org.anamnesis.research.Release.Measured;

/** The release report for people. */
final class ReleasePage {

    private ReleasePage() {}

    static String of(Release.Report report) {
        var outcome = report.outcome();
        var rules = outcome.rules();
        return String.format(
                Locale.ROOT,
                """
                # Release report

                Profile %s. %s

                | | cohort | handed out |
                |---|---|---|
                %s%s%s%s%s
                %d clients were left out because too few share what can be known of them, or have too much in common
                (k = %d, l = %d, over %s); %d because too few share the first %d things that happened to them. Up to %d %% may be.

                | looked at | whole cohort, all told | handed out |
                |---|---|---|
                %s
                Told less exactly: %s. What happened is told %s.

                Values that fewer than %d clients have, pooled or left out: %s.

                ## What it costs

                How far what is handed out lies from the cohort. Shares (total variation distance, 0 is the same): %s.
                Amounts (earth mover's distance, in their unit): %s.
                """,
                outcome.profile(),
                outcome.isEnforced()
                        ? "All checks hold."
                        : "It goes out under an agreement: the checks were measured, nothing was left out for them.",
                row("clients", outcome.clients()),
                row("episodes", outcome.episodes()),
                row("sessions", outcome.sessions()),
                row("events", outcome.events()),
                row("expressions", outcome.expressions()),
                outcome.clientsForClasses(),
                rules.k(),
                rules.l(),
                rules.quasiIdentifiers().stream().map(Ladder::column).collect(Collectors.joining(", ")),
                outcome.clientsForTraces(),
                rules.traceKnowledge(),
                rules.mostSuppressed(),
                compared(report.before(), report.after()),
                outcome.generalised().isEmpty() ? "nothing" : words(outcome.generalised()),
                outcome.activities(),
                rules.k(),
                outcome.cells().isEmpty() ? "none" : words(outcome.cells()),
                decimals(report.totalVariation()),
                decimals(report.earthMovers()));
    }

    private static String row(String what, Left left) {
        return "| " + what + " | " + left.cohort() + " | " + left.released() + " |\n";
    }

    private static String compared(Measured before, Measured after) {
        return line(
                        "classes by quasi-identifiers",
                        before.classes().classes(),
                        after.classes().classes())
                + line(
                        "of one client only",
                        before.classes().ofOne(),
                        after.classes().ofOne())
                + line(
                        "smallest class",
                        before.classes().smallest(),
                        after.classes().smallest())
                + line(
                        "variants of courses",
                        before.traces().variants(),
                        after.traces().variants())
                + line(
                        "of one client only",
                        before.traces().ofOne(),
                        after.traces().ofOne())
                + line(
                        "clients whose whole course k have",
                        before.traces().clientsInCommon(),
                        after.traces().clientsInCommon())
                + line("clients with a rare beginning", before.rareBeginnings(), after.rareBeginnings());
    }

    private static String line(String what, long before, long after) {
        return "| " + what + " | " + before + " | " + after + " |\n";
    }

    private static String words(Map<String, ? extends Number> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String decimals(Map<String, BigDecimal> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().toPlainString())
                .collect(Collectors.joining(", "));
    }
}
