package org.anamnesis.query.privacy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.CareEpisodeEvent.Discharged;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientEvent.LegalHoldPlaced;
import org.anamnesis.events.intake.ClientEvent.LegalHoldReleased;
import org.anamnesis.events.intake.ClientEvent.PrivacyNoticeGiven;
import org.anamnesis.events.intake.LovedOneEvent.LovedOneNamed;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassInvoked;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassReviewed;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ErasureEvent.ErasureRequested;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.anamnesis.events.privacy.SubjectKind;
import org.anamnesis.events.rules.Rule;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.query.privacy.AgreementRow.State;
import org.anamnesis.query.support.AccessRecords;
import org.anamnesis.query.support.Occasion;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.docket.Docket;
import org.anamnesis.query.support.docket.DocketEntry;
import org.anamnesis.query.support.docket.DocketEntry.Kind;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What those ask who see to it that nobody looks without need, and that what is to go goes. */
@Component
class PrivacyReports {

    /** emergencies in which a record was opened. */
    static final Definition<BreakGlassRow> BREAK_GLASS = Definition.of(
                    ReportId.BREAK_GLASS, 1, BreakGlassRow.class, Readers.PRIVACY, Docket.SOURCE)
            .withLooks();
    /** who looked at a client's record. */
    static final Definition<LookRow> LOOKS = Definition.of(
                    ReportId.ACCESS_REPORT, 1, LookRow.class, Readers.PRIVACY, "access records")
            .withLooks();
    /** consents and notices. */
    static final Definition<AgreementRow> AGREEMENTS =
            Definition.of(ReportId.CONSENTS_AND_NOTICES, 1, AgreementRow.class, Readers.OVERSIGHT, Docket.SOURCE);
    /** what is kept until when, and what was shredded. */
    static final Definition<RetentionRow> RETENTION =
            Definition.of(ReportId.RETENTION, 1, RetentionRow.class, Readers.OVERSIGHT, Docket.SOURCE);

    private static final String THERAPISTS = "therapists";

    private final Docket docket;
    private final AccessRecords looks;
    private final ZoneId zone;

    PrivacyReports(Docket docket, AccessRecords looks, Installation installation) {
        this.docket = docket;
        this.looks = looks;
        this.zone = installation.zone();
    }

    Stream<LookRow> looks(Inquiry inquiry, UUID client) {
        return looks.ofClient(client, inquiry.afterNumber(), inquiry.extent()).map(look -> LookRow.of(look, client));
    }

    /**
     * The emergencies, in their order.
     *
     * @param reviewed only those that were, or were not, looked into
     */
    Stream<BreakGlassRow> breakGlass(Inquiry inquiry, @Nullable Boolean reviewed) {
        return docket.parts(question(inquiry, Kind.BREAK_GLASS))
                .flatMap(part -> {
                    var streams = inquiry.known()
                            .streams(part.stream().map(DocketEntry::thingId).toList());
                    return part.stream()
                            .map(entry -> streams.getOrDefault(entry.thingId(), List.of()))
                            .filter(events -> !events.isEmpty());
                })
                .map(events -> row(events, inquiry))
                .filter(row -> reviewed == null || reviewed == (row.reviewedAt() != null));
    }

    private BreakGlassRow row(List<Recorded<?>> events, Inquiry inquiry) {
        var invoked = (BreakGlassInvoked) events.getFirst().event();
        var id = invoked.breakGlassId().value();
        var review = events.stream()
                .filter(recorded -> recorded.event() instanceof BreakGlassReviewed)
                .findFirst();
        var reviewed = review.map(recorded -> (BreakGlassReviewed) recorded.event());
        var from = invoked.occurred().at();
        var due = from.plus(inquiry.rules().at(from).get(Rule.BREAK_GLASS_REVIEW_WITHIN));
        return new BreakGlassRow(
                id,
                from,
                invoked.until(),
                invoked.clientId().value(),
                invoked.account(),
                events.getFirst().metadata().get("role"),
                inquiry.look().words(invoked.reason(), id),
                looks.becauseOf(id, inquiry.extent()),
                due,
                reviewed.isEmpty() && inquiry.asOf().isAfter(due),
                reviewed.map(event -> event.occurred().at()).orElse(null),
                review.map(recorded -> recorded.metadata().get("actor")).orElse(null),
                reviewed.map(BreakGlassReviewed::verdict).orElse(null),
                reviewed.map(event -> inquiry.look().words(event.note(), id)).orElse(null),
                events.stream().map(Recorded::eventId).toList());
    }

    /** Consents and notices, client by client in the order of registration, or those of one client. */
    Stream<AgreementRow> agreements(Inquiry inquiry, @Nullable UUID client) {
        var kinds = List.of("Client", "Consent");
        var records = client == null
                ? records(inquiry, kinds)
                : Stream.of(new ClientRecord(
                        client.toString(), client, inquiry.known().ofClients(List.of(client), kinds)));
        return inquiry.goOn(records.flatMap(record -> agreements(record, inquiry.asOf())));
    }

    /**
     * What there is of some kinds in a client's record.
     *
     * @param key under which it is told
     */
    private record ClientRecord(String key, UUID client, List<Recorded<?>> events) {}

    /** The clients' records in the order of registration, from that on of which something was told last. */
    private Stream<ClientRecord> records(Inquiry inquiry, List<String> kinds) {
        return docket.parts(question(inquiry, Kind.CLIENT)).flatMap(part -> {
            var records = inquiry.known()
                    .byClient(part.stream().map(DocketEntry::clientId).toList(), kinds);
            return part.stream()
                    .map(entry -> new ClientRecord(
                            entry.key(), entry.clientId(), records.getOrDefault(entry.clientId(), List.of())));
        });
    }

    private static Docket.Question question(Inquiry inquiry, Kind kind) {
        return new Docket.Question(
                inquiry.look().clinic(), kind, null, null, null, inquiry.known().bound(), inquiry.after());
    }

    private static Stream<AgreementRow> agreements(ClientRecord record, Instant asOf) {
        Map<UUID, Recorded<?>> revocations = new HashMap<>();
        record.events().stream()
                .filter(recorded -> recorded.event() instanceof ConsentRevoked)
                .forEach(recorded -> revocations.put(recorded.aggregateId(), recorded));
        return record.events().stream().flatMap(recorded -> {
            var key = record.key() + "/" + recorded.eventId();
            return switch (recorded.event()) {
                case ConsentSigned event ->
                    Stream.of(consent(key, event, recorded, revocations.get(recorded.aggregateId()), asOf));
                case PrivacyNoticeGiven event -> Stream.of(notice(key, event, recorded));
                default -> Stream.<AgreementRow>of();
            };
        });
    }

    private static AgreementRow consent(
            String key, ConsentSigned event, Recorded<?> signed, @Nullable Recorded<?> revocation, Instant asOf) {
        var revoked = revocation == null ? null : Occasion.occurredAt(revocation);
        var isOver = event.expires() != null && !event.expires().isAfter(asOf);
        return new AgreementRow(
                event.clientId().value(),
                "CONSENT",
                event.consentId().value(),
                event.type().name(),
                Stream.of("type", "signature", "date", event.expires() == null ? null : "expiry")
                        .filter(Objects::nonNull)
                        .toList(),
                event.occurred().at(),
                event.expires(),
                revoked,
                revoked != null ? State.REVOKED : isOver ? State.EXPIRED : State.ACTIVE,
                Occasion.of(signed).lateEntry(),
                Stream.of(signed, revocation)
                        .filter(Objects::nonNull)
                        .map(Recorded::eventId)
                        .toList(),
                key);
    }

    private static AgreementRow notice(String key, PrivacyNoticeGiven event, Recorded<?> given) {
        return new AgreementRow(
                event.clientId().value(),
                "NOTICE",
                given.eventId(),
                event.version(),
                List.of("version", "date"),
                event.occurred().at(),
                null,
                null,
                State.GIVEN,
                Occasion.of(given).lateEntry(),
                List.of(given.eventId()),
                key);
    }

    /** Clients, those close to them, and then therapists. */
    Stream<RetentionRow> retention(Inquiry inquiry) {
        var inRecords = inquiry.after() != null && inquiry.after().startsWith(THERAPISTS)
                ? Stream.<RetentionRow>of()
                : records(inquiry, List.of("Client", "CareEpisode", "LovedOne", "Erasure"))
                        .flatMap(record -> retention(record, inquiry));
        var erasures = inquiry.known().ofKind("Erasure");
        var therapists = inquiry.known().ofKind("Therapist").stream()
                .filter(recorded -> recorded.event() instanceof TherapistRegistered)
                .map(recorded -> new Kept(THERAPISTS, null, recorded.aggregateId(), SubjectKind.THERAPIST, recorded))
                .map(kept -> row(kept, erasures, false, null, false, inquiry));
        return inquiry.goOn(Stream.concat(inRecords, therapists));
    }

    /**
     * Somebody whose texts are kept.
     *
     * @param under the key of all those who are told together
     * @param since the event by which they became known
     */
    private record Kept(String under, @Nullable UUID client, UUID subject, SubjectKind kind, Recorded<?> since) {}

    private Stream<RetentionRow> retention(ClientRecord of, Inquiry inquiry) {
        var record = of.events();
        var opened = record.stream()
                .filter(each -> each.event() instanceof EpisodeOpened)
                .count();
        var discharges = record.stream()
                .filter(each -> each.event() instanceof Discharged)
                .map(Occasion::occurredAt)
                .toList();
        var isOpen = opened > discharges.size();
        var closed = isOpen
                ? Optional.<Instant>empty()
                : discharges.stream()
                        .max(Instant::compareTo)
                        .or(() -> record.stream()
                                .filter(each -> each.event() instanceof ClientRegistered)
                                .map(Recorded::recordedAt)
                                .findFirst());
        var isHeld = record.stream()
                .filter(each -> each.event() instanceof LegalHoldPlaced || each.event() instanceof LegalHoldReleased)
                .reduce((earlier, later) -> later)
                .map(last -> last.event() instanceof LegalHoldPlaced)
                .orElse(false);
        return record.stream()
                .flatMap(each -> switch (each.event()) {
                    case ClientRegistered event ->
                        Stream.of(new Kept(of.key(), of.client(), of.client(), SubjectKind.CLIENT, each));
                    case LovedOneNamed event ->
                        Stream.of(new Kept(
                                of.key(), of.client(), event.lovedOneId().value(), SubjectKind.LOVED_ONE, each));
                    default -> Stream.<Kept>of();
                })
                .map(kept -> row(kept, record, isOpen, closed.orElse(null), isHeld, inquiry));
    }

    private RetentionRow row(
            Kept kept,
            List<Recorded<?>> erasures,
            boolean isOpen,
            @Nullable Instant closed,
            boolean isHeld,
            Inquiry inquiry) {
        var rules = inquiry.rules().at(inquiry.asOf());
        var asked = erasures.stream()
                .filter(each -> each.event() instanceof ErasureRequested event
                        && event.subjectId().value().equals(kept.subject()))
                .reduce((earlier, later) -> later);
        var erased = erasures.stream()
                .filter(each -> each.event() instanceof SubjectErased event
                        && event.subjectId().value().equals(kept.subject()))
                .reduce((earlier, later) -> later);
        var erasure = erased.map(each -> (SubjectErased) each.event());
        return new RetentionRow(
                kept.client(),
                kept.subject(),
                kept.kind(),
                isOpen,
                closed == null ? null : closed.atZone(zone).toLocalDate().plus(rules.get(Rule.RECORD_RETENTION)),
                isHeld,
                asked.map(Recorded::recordedAt).orElse(null),
                erased.map(Recorded::recordedAt).orElse(null),
                keys(kept.kind()),
                erasure.map(SubjectErased::legalGround).orElse(null),
                erasure.map(SubjectErased::cause).orElse(null),
                rules.id(),
                Stream.of(Optional.<Recorded<?>>of(kept.since()), asked, erased)
                        .flatMap(Optional::stream)
                        .map(Recorded::eventId)
                        .toList(),
                kept.under() + "/" + kept.subject());
    }

    private static List<String> keys(SubjectKind kind) {
        return switch (kind) {
            case CLIENT -> List.of("NORMAL", "PART2", "COUNSELLING_NOTE");
            case LOVED_ONE -> List.of("LOVED_ONE");
            case THERAPIST -> List.of("WORKFORCE");
        };
    }
}
