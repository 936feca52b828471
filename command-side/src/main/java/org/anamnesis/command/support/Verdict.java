package org.anamnesis.command.support;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.rules.RuleProfile;

/** What all checks came to together. */
public final class Verdict {

    private final RuleProfile rules;
    private final List<Finding> findings;

    private Verdict(RuleProfile rules, List<Finding> findings) {
        this.rules = rules;
        this.findings = findings;
    }

    public static Verdict by(RuleProfile rules, Finding... findings) {
        return by(rules, List.of(findings));
    }

    public static Verdict by(RuleProfile rules, List<Finding> findings, Finding... more) {
        return new Verdict(
                rules, Stream.concat(findings.stream(), Stream.of(more)).toList());
    }

    /** Refuses for every reason at once, or lets the command pass. */
    public Verdict orRefuse() {
        return orRefuse(List::of);
    }

    /** Refuses for every reason at once, naming what would be possible instead, or lets the command pass. */
    public Verdict orRefuse(Supplier<List<TimeSlot>> alternatives) {
        if (failed().isEmpty()) {
            return this;
        }
        throw new Refused(failed(), alternatives.get());
    }

    /** The grounds on which it was allowed, for the event to keep. */
    public List<Ground> grounds() {
        return findings.stream()
                .filter(finding ->
                        finding.fact().holds() && !finding.fact().basis().isEmpty())
                .map(finding -> new Ground(
                        finding.refusal().check(),
                        finding.fact().basis(),
                        rules.id(),
                        finding.fact().evidence()))
                .toList();
    }

    /** What stood against it, for a fact that is recorded all the same. */
    public List<Flag> flags() {
        return failed().stream()
                .flatMap(finding -> finding.fact().troubles().stream()
                        .map(trouble -> new Flag(finding.refusal().name(), trouble.detail())))
                .toList();
    }

    /** Whether one of the reasons stood against it. */
    public boolean failedFor(Refusal refusal) {
        return failed().stream().anyMatch(finding -> finding.refusal().equals(refusal));
    }

    private List<Finding> failed() {
        return findings.stream().filter(finding -> !finding.fact().holds()).toList();
    }
}
