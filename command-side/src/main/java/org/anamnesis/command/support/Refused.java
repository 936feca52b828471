package org.anamnesis.command.support;

import java.util.List;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.rules.Fact;
import org.axonframework.common.AxonNonTransientException;

/** No: for all these reasons. */
public final class Refused extends AxonNonTransientException {

    private static final long serialVersionUID = 1;

    private final transient List<Finding> findings;
    private final transient List<TimeSlot> alternatives;

    Refused(List<Finding> findings, List<TimeSlot> alternatives) {
        super(String.join(
                ", ", findings.stream().map(finding -> finding.refusal().name()).toList()));
        this.findings = findings;
        this.alternatives = alternatives;
    }

    public static Refused because(Refusal refusal, String detail) {
        return new Refused(List.of(refusal.unless(Fact.fails(detail))), List.of());
    }

    List<Finding> findings() {
        return findings;
    }

    List<TimeSlot> alternatives() {
        return alternatives;
    }
}
