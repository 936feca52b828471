package org.anamnesis.query.licensing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.rules.Licence;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRevoked;
import org.anamnesis.events.workforce.CredentialEvent.CredentialVerifiedAtSource;
import org.anamnesis.query.licensing.CredentialRow.Order;
import org.anamnesis.query.licensing.CredentialRow.Status;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Occasion;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.Teller;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** the register of credentials, how they stand and what was ordered. */
@Component
class CredentialRegister {

    static final Definition<CredentialRow> REPORT =
            Definition.of(ReportId.CREDENTIALS, 1, CredentialRow.class, Readers.OVERSIGHT, "history");

    private static final int SHOWN = 3;
    private static final Duration A_SESSION = Duration.ofDays(1);

    private final KnownSessions sessions;
    private final Installation installation;

    CredentialRegister(KnownSessions sessions, Installation installation) {
        this.sessions = sessions;
        this.installation = installation;
    }

    /**
     * The credentials, in the order in which they were put on file.
     *
     * @param expiringWithin only those that hold, and will not in so many days
     */
    Stream<CredentialRow> rows(
            Inquiry inquiry, @Nullable UUID therapist, @Nullable Status status, @Nullable Integer expiringWithin) {
        var today = inquiry.asOf().atZone(installation.zone()).toLocalDate();
        var rows = inquiry.known().register("Credential").stream()
                .collect(groupingBy(Recorded::aggregateId, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .filter(events -> events.getFirst().event() instanceof CredentialAdded added
                        && (therapist == null || added.therapistId().value().equals(therapist)))
                .map(events -> row(events, today, inquiry))
                .filter(row -> status == null || row.status() == status)
                .filter(row -> expiringWithin == null
                        || (today.isBefore(row.validTo())
                                && !today.plusDays(expiringWithin).isBefore(row.validTo())));
        return inquiry.goOn(rows);
    }

    private CredentialRow row(List<Recorded<?>> events, LocalDate today, Inquiry inquiry) {
        var added = (CredentialAdded) events.getFirst().event();
        var id = added.credentialId().value();
        var licence = licence(events);
        return new CredentialRow(
                id,
                added.therapistId().value(),
                added.type(),
                inquiry.look().words(added.body(), id),
                added.jurisdiction().code(),
                masked(added.number(), id, inquiry.look()),
                added.serviceTypes(),
                licence.validFrom(),
                licence.validTo(),
                licence.needsSupervision(),
                status(licence, events, today, inquiry.asOf()),
                events.stream()
                        .filter(recorded -> recorded.event() instanceof CredentialVerifiedAtSource)
                        .map(Occasion::occurredAt)
                        .toList(),
                events.stream()
                        .skip(1)
                        .filter(recorded -> !(recorded.event() instanceof CredentialVerifiedAtSource))
                        .map(recorded -> new Order(
                                Teller.tell(recorded).what(), Occasion.occurredAt(recorded), recorded.recordedAt()))
                        .toList(),
                affected(licence, added, inquiry),
                licence.evidence());
    }

    private static Licence licence(List<Recorded<?>> events) {
        var licence = Licence.of(
                (CredentialAdded) events.getFirst().event(), events.getFirst().eventId());
        for (var recorded : events.subList(1, events.size())) {
            licence = licence.after((CredentialEvent) recorded.event(), recorded.eventId());
        }
        return licence;
    }

    private static Status status(Licence licence, List<Recorded<?>> events, LocalDate today, Instant asOf) {
        if (events.stream()
                .anyMatch(recorded -> recorded.event() instanceof CredentialRevoked
                        && !Occasion.occurredAt(recorded).isAfter(asOf))) {
            return Status.REVOKED;
        }
        if (licence.isBarred(asOf)) {
            return Status.SUSPENDED;
        }
        if (!licence.isValidOn(today)) {
            return today.isBefore(licence.validFrom()) ? Status.NOT_YET_VALID : Status.EXPIRED;
        }
        return licence.restrictions().stream()
                        .anyMatch(restriction -> !restriction.from().isAfter(asOf))
                ? Status.RESTRICTED
                : Status.ACTIVE;
    }

    private long affected(Licence licence, CredentialAdded added, Inquiry inquiry) {
        return licence.standings().stream()
                .filter(Licence.Standing::barred)
                .map(Licence.Standing::from)
                .min(Instant::compareTo)
                .map(first -> sessions.lots(
                                inquiry.after(null),
                                new Stretch(first.minus(A_SESSION), inquiry.asOf()),
                                added.therapistId().value())
                        .flatMap(lot -> lot.sessions().stream())
                        .filter(session -> session.hasBegun() && licence.isBarred(session.start()))
                        .count())
                .orElse(0L);
    }

    private static @Nullable String masked(Sealed number, UUID id, Look look) {
        var words = look.words(number, id);
        return words == null || words.startsWith("[")
                ? words
                : "…" + words.substring(Math.max(0, words.length() - SHOWN));
    }
}
