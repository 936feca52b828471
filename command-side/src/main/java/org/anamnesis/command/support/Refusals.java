package org.anamnesis.command.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.events.rules.Fact.Trouble;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.events.web.Problems;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.eventsourcing.IncompatibleAggregateException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How a decision's no is said over HTTP. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Refusals {

    @ExceptionHandler
    ResponseEntity<Object> refused(Refused refused) {
        var more = new HashMap<String, Object>();
        more.put("refusals", told(refused));
        if (!refused.alternatives().isEmpty()) {
            more.put("alternatives", refused.alternatives());
        }
        return Problems.answer(
                new Problem(ProblemType.REFUSED, "See the entries under refusals.", more), HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<Object> taken(AggregateStreamCreationException exists) {
        return refused(Refused.because(General.ALREADY_EXISTS, "there is one with this id already"));
    }

    @ExceptionHandler
    ResponseEntity<Object> unknown(Unknown unknown) {
        return Problems.answer(Problem.unknown(unknown.field()), HttpHeaders.EMPTY);
    }

    @ExceptionHandler({
        AggregateNotFoundException.class,
        AggregateDeletedException.class,
        IncompatibleAggregateException.class
    })
    ResponseEntity<Object> unknownTarget() {
        return Problems.answer(Problem.unknown(Regarding.PATH), HttpHeaders.EMPTY);
    }

    @ExceptionHandler({LockAcquisitionFailedException.class, DeadlockException.class})
    ResponseEntity<Object> notNow() {
        return Problems.answer(
                new Problem(ProblemType.NOT_NOW, "Too many others want the same just now."), HttpHeaders.EMPTY);
    }

    /** All reasons, as they are told. */
    static List<Map<String, Object>> told(Refused refused) {
        return refused.findings().stream()
                .flatMap(finding ->
                        finding.fact().troubles().stream().map(trouble -> refusal(finding.refusal(), trouble)))
                .toList();
    }

    private static Map<String, Object> refusal(Refusal refusal, Trouble trouble) {
        var said = new HashMap<String, Object>(trouble.more());
        if (refusal instanceof Precondition precondition) {
            said.put("what", precondition.what());
        }
        said.put("code", refusal.name());
        said.put("detail", trouble.detail());
        return said;
    }
}
