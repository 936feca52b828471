package org.anamnesis.command.support;

import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.store.PostgresEventStore;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Carries a command out: one transaction around receipt, reservations, facts and events. What was lost to somebody
 * faster, and to nothing else, is tried again.
 */
@Component
public class Commands {

    /** The header of an answer that was given before. */
    static final String REPLAYED = "Idempotent-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private static final int ATTEMPTS = 12;
    private static final int LONGEST_PAUSE_MILLIS = 50;

    private final CommandBus bus;
    private final PostgresEventStore events;
    private final TransactionManager transactions;
    private final Receipts receipts;
    private final Vault vault;
    private final Admission admission;
    private final Installation installation;
    private final RuleBooks rules;
    private final Clock clock;

    Commands(
            CommandBus bus,
            PostgresEventStore events,
            TransactionManager transactions,
            Receipts receipts,
            Vault vault,
            Admission admission,
            Installation installation,
            RuleBooks rules,
            Clock clock) {
        this.bus = bus;
        this.events = events;
        this.transactions = transactions;
        this.receipts = receipts;
        this.vault = vault;
        this.admission = admission;
        this.installation = installation;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Carries out a command that begins a new thing.
     *
     * @param collection where things of its kind are found
     */
    public ResponseEntity<Answer> create(Command command, String collection) {
        return answered(command, true, accepted -> collection + "/" + accepted.id());
    }

    /**
     * Carries out a command that adds a part to a thing.
     *
     * @param collection where things of its kind are found
     */
    public ResponseEntity<Answer> add(Command command, String collection) {
        return answered(command, false, accepted -> collection + "/" + accepted.aggregate());
    }

    /** Judges a command that would begin a new thing, and takes everything back. Answers what stands against it. */
    public List<Map<String, Object>> rehearse(Command command) {
        var request = Request.current(installation).rehearsal();
        var asked = asked(request, command);
        try {
            repeatedly(command, request, asked, true);
            throw new IllegalStateException("a rehearsal leaves nothing behind");
        } catch (Rehearsed nothingAgainstIt) {
            return List.of();
        } catch (Refused refused) {
            return Refusals.told(refused);
        }
    }

    /** Takes back what was only tried. */
    private static final class Rehearsed extends RuntimeException {

        private static final long serialVersionUID = 1;

        Rehearsed() {
            super("only tried", null, false, false);
        }
    }

    /** What came of a request, and whether that was already so before. */
    private record Outcome(Accepted accepted, boolean isReplayed) {}

    /** Carries out a command to a thing that is there. */
    public ResponseEntity<Answer> send(Command command) {
        return answered(command, false, null);
    }

    /**
     * Carries out what a policy asks because of an event, once, however often it asks. What can't be done any more,
     * because somebody has acted meanwhile, need not be done.
     */
    public void because(String policy, Recorded<?> cause, Asked asked, Command command) {
        asked.actor().as(command.permitted());
        var requestId = cause.metadata().getOrDefault("requestId", "");
        var request = new Request(
                asked.actor(),
                asked.purpose(),
                requestId,
                cause.metadata().getOrDefault("correlationId", requestId),
                cause.eventId().toString(),
                policy + ":" + cause.eventId() + ":" + command.aggregate(),
                null,
                command.toString(),
                false);
        try {
            repeatedly(command, request, asked, false);
        } catch (Refused | Unknown tooLate) {
            LOG.debug("{} came too late", policy);
        }
    }

    /** Carries out what the practice asks of itself when it starts, once, however many processes start. */
    public void atStart(String key, Asked asked, Command command) {
        asked.actor().as(command.permitted());
        var request = new Request(asked.actor(), asked.purpose(), key, key, key, key, null, command.toString(), false);
        repeatedly(command, request, asked, true);
    }

    private ResponseEntity<Answer> answered(
            Command command, boolean creates, @Nullable Function<Accepted, String> location) {
        var request = Request.current(installation);
        request.actor().as(command.permitted());
        if (command.needsVersion() && request.expectedVersion() == null) {
            throw new Problem(ProblemType.PRECONDITION_REQUIRED, "Send the version you have seen in If-Match.");
        }
        var outcome = repeatedly(command, request, asked(request, command), creates);
        var accepted = outcome.accepted();
        var answer = location == null
                ? ResponseEntity.ok()
                : ResponseEntity.status(HttpStatus.CREATED).location(URI.create(location.apply(accepted)));
        return answer.eTag(String.valueOf(accepted.version()))
                .header("Consistency-Token", token(accepted))
                .headers(headers -> {
                    if (outcome.isReplayed()) {
                        headers.set(REPLAYED, "true");
                    }
                })
                .body(accepted.opened(vault));
    }

    private Asked asked(Request request, Command command) {
        var permitted = admission.admit(request.actor(), request.purpose(), command);
        return new Asked(
                request.actor(),
                permitted.as(),
                permitted.purpose(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                installation.zone(),
                rules.of(request.actor().clinic())::at);
    }

    private Outcome repeatedly(Command command, Request request, Asked asked, boolean creates) {
        for (int attempt = 1; ; attempt++) {
            try {
                return inOneTransaction(command, request, asked, creates);
            } catch (RuntimeException lost) {
                var isSequenceLost = isSequenceLost(lost);
                if (!isSequenceLost && !isDeadlock(lost)) {
                    throw lost;
                }
                if (isSequenceLost && request.expectedVersion() != null) {
                    throw stale();
                }
                if (attempt == ATTEMPTS) {
                    throw new Problem(ProblemType.NOT_NOW, "Too many others want the same just now.");
                }
                pause(attempt);
            }
        }
    }

    private Outcome inOneTransaction(Command command, Request request, Asked asked, boolean creates) {
        var message = message(command, request, asked);
        var outcome = new AtomicReference<@Nullable Outcome>();
        var unit = DefaultUnitOfWork.startAndGet(message);
        unit.attachTransaction(transactions);
        var result = unit.executeWithResult(
                () -> {
                    if (!request.key().isEmpty()) {
                        var before = receipts.claim(request);
                        if (before.isPresent()) {
                            outcome.set(new Outcome(before.get(), true));
                            return null;
                        }
                    }
                    checkVersion(command, request, creates);
                    bus.dispatch(message, (sent, answer) -> {
                        if (answer.isExceptional()) {
                            if (answer.exceptionResult() instanceof Refused
                                    || answer.exceptionResult() instanceof Unknown) {
                                // if somebody faster has changed what it was judged by, that is the reason
                                checkVersion(command, request, creates);
                            }
                            throw unchecked(answer.exceptionResult());
                        }
                    });
                    if (request.isRehearsal()) {
                        throw new Rehearsed();
                    }
                    unit.onCommit(u -> {
                        var appended = PostgresEventStore.appendedIn(u);
                        var expected = request.expectedVersion();
                        if (expected != null && !creates && appended.getFirst().sequence() != expected + 1) {
                            throw stale();
                        }
                        var accepted = Accepted.of(command, appended);
                        if (!request.key().isEmpty()) {
                            receipts.complete(request, accepted);
                        }
                        outcome.set(new Outcome(accepted, false));
                    });
                    return null;
                },
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw unchecked(result.exceptionResult());
        }
        return Objects.requireNonNull(outcome.get());
    }

    private void checkVersion(Command command, Request request, boolean creates) {
        if (!creates && request.expectedVersion() == null) {
            return;
        }
        // whether an id is taken is everybody's business, the version of a thing only its clinic's
        var last = creates
                ? events.lastSequenceNumberFor(command.aggregate().toString())
                : events.version(request.actor().clinic(), command.aggregate().value());
        if (creates && last.isPresent()) {
            throw Refused.because(General.ALREADY_EXISTS, "there is one with this id already");
        }
        if (!creates && last.isPresent() && !last.get().equals(request.expectedVersion())) {
            throw stale();
        }
    }

    private static CommandMessage<Command> message(Command command, Request request, Asked asked) {
        var metadata = MetaData.with("clinic", asked.clinic().toString())
                .and("actor", asked.actor().id())
                .and("role", asked.role().written())
                .and("purpose", asked.purpose().name())
                .and("legalBasis", asked.purpose().legalBasis())
                .and("requestId", request.id())
                .and("correlationId", request.correlation())
                .and("causationId", request.causation())
                .and(AskedParameter.ASKED, asked);
        var principal = asked.actor().onBehalfOf();
        return new GenericCommandMessage<>(
                command, principal == null ? metadata : metadata.and("onBehalfOf", principal));
    }

    private static boolean isSequenceLost(Throwable thrown) {
        return causes(thrown).anyMatch(ConcurrencyException.class::isInstance);
    }

    private static boolean isDeadlock(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause -> cause instanceof SQLException failure
                        && List.of("40P01", "40001").contains(String.valueOf(failure.getSQLState())));
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    private static void pause(int attempt) {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    ThreadLocalRandom.current().nextInt(Math.min(LONGEST_PAUSE_MILLIS, 1 << attempt)) + 1L);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemType.NOT_NOW, "The server is stopping.");
        }
    }

    private static Problem stale() {
        return new Problem(ProblemType.STALE, "It is no longer the version named in If-Match.");
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }

    /** Position and order of the last event, for a read that is to show it. */
    private static String token(Accepted accepted) {
        UUID follows = accepted.follows();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(accepted.position())
                        .putLong(follows.getMostSignificantBits())
                        .putLong(follows.getLeastSignificantBits())
                        .array());
    }
}
