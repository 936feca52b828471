package org.anamnesis.research;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.governance.RuleDocument;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ConsentId;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.rules.Attestation;
import org.anamnesis.events.rules.Conformity;
import org.anamnesis.events.rules.GivenConsent;
import org.anamnesis.events.rules.Rule;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.rules.RuleProfile;
import org.anamnesis.events.rules.SessionLength.Approval;
import org.jspecify.annotations.Nullable;

/**
 * Judges each session that took place twice: by the rules that the clinic went by, and as if it had always gone by others.
 * What it takes for that is laid down as the events are played.
 */
final class Verdicts implements AutoCloseable {

    private static final int AT_ONCE = 10_000;
    private static final String FINDINGS = "session uuid, findings varchar, findings_under varchar";
    private static final UUID NOWHERE = new UUID(0, 0); // evidence is not handed out

    private final Workbench bench;
    private final Pseudonyms pseudonyms;
    private final List<RuleBook> books;
    private final RowTable promises;
    private final RowTable consents;
    private final RowTable revocations;
    private final Map<UUID, Place> places = new HashMap<>();

    /** A place, and what was said of it. */
    private record Place(ZoneId zone, List<Attestation> attestations) {}

    /** A session, and what is known around it. */
    private record Known(
            long number,
            UUID session,
            @Nullable UUID place,
            Instant start,
            int planned,
            @Nullable Integer lasted,
            int approved,
            int minutesOfMonth,
            boolean isMonthOver,
            List<GivenConsent> consents) {}

    Verdicts(Workbench bench, Pseudonyms pseudonyms, RuleBook own, RuleDocument other) {
        this.bench = bench;
        this.pseudonyms = pseudonyms;
        this.books = List.of(own, own.alwaysWith(other));
        this.promises = new RowTable(bench, "promise_told", "position bigint, session uuid, approved integer");
        this.consents = new RowTable(
                bench,
                "consent_told",
                "position bigint, consent uuid, client uuid, signed timestamp, expires timestamp");
        this.revocations = new RowTable(bench, "revocation_told", "consent uuid, revoked timestamp");
    }

    /** The document that sessions are to be judged by beside the clinic's own rules. */
    static RuleDocument document(RuleBook own, String id) {
        return own.document(id)
                .orElseThrow(() -> new Refused(
                        Refused.Kind.MALFORMED,
                        "ruleProfile",
                        id + " is not known here.",
                        "There are "
                                + Stream.concat(
                                                own.shipped().stream(),
                                                own.effects().stream().map(RuleBook.Effect::document))
                                        .map(RuleDocument::id)
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** Takes what it needs of an event, in the order of the history. */
    void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case PlaceRegistered place ->
                places.put(pseudonyms.known(place.placeId()), new Place(place.zone(), List.of()));
            case PlaceEvent event ->
                places.computeIfPresent(
                        pseudonyms.known(event.placeId()),
                        (id, place) ->
                                new Place(place.zone(), Attestation.after(place.attestations(), event, NOWHERE)));
            case ConsentSigned signed -> {
                if (signed.type() == ConsentType.TREATMENT) {
                    consents.add(
                            recorded.position(),
                            pseudonyms.of(signed.consentId()),
                            pseudonyms.known(signed.clientId()),
                            signed.occurred().at(),
                            signed.expires());
                }
            }
            case ConsentRevoked revoked ->
                revocations.add(
                        pseudonyms.of(revoked.consentId()), revoked.occurred().at());
            case SessionBooked booked -> promise(recorded, booked.sessionId(), booked, booked.limitMinutes());
            case SessionRescheduled moved -> promise(recorded, moved.sessionId(), moved, moved.limitMinutes());
            default -> {}
        }
    }

    private void promise(Recorded<?> recorded, SessionId session, Grounded event, int limitMinutes) {
        promises.add(
                recorded.position(),
                pseudonyms.of(session),
                Approval.of(event, limitMinutes).map(Approval::minutes).orElse(0));
    }

    /** Nobody is judged. */
    static void none(Workbench bench) {
        bench.run("create table finding_kept (" + FINDINGS + ")");
    }

    /** Judges the sessions of the cohort. */
    void judge() {
        bench.script("judged");
        try (var verdicts = new RowTable(bench, "finding_kept", FINDINGS)) {
            for (var some = above(0);
                    !some.isEmpty();
                    some = above(some.getLast().number())) {
                for (var session : some) {
                    verdicts.add(
                            session.session(), findings(session, books.getFirst()), findings(session, books.getLast()));
                }
            }
        }
    }

    private List<Known> above(long number) {
        return bench.list(
                "from judged where number > " + number + " order by number limit " + AT_ONCE, Verdicts::known);
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getLong("number"),
                row.getObject("session", UUID.class),
                row.getObject("place", UUID.class),
                instant(row.getObject("start_at", LocalDateTime.class)),
                row.getInt("planned_minutes"),
                row.getObject("minutes") == null ? null : row.getInt("minutes"),
                row.getInt("approved"),
                row.getInt("minutes_of_month"),
                row.getBoolean("is_month_over"),
                consents(row));
    }

    private static List<GivenConsent> consents(ResultSet row) throws SQLException {
        var signed = times(row, "signed");
        var expires = times(row, "expires");
        var revoked = times(row, "revoked");
        var consents = new ArrayList<GivenConsent>();
        for (int i = 0; i < signed.size(); i++) {
            consents.add(new GivenConsent(
                    new ConsentId(new UUID(0, i)),
                    ConsentType.TREATMENT,
                    Objects.requireNonNull(signed.get(i)),
                    expires.get(i),
                    revoked.get(i),
                    NOWHERE));
        }
        return consents;
    }

    private static List<@Nullable Instant> times(ResultSet row, String column) throws SQLException {
        var times = new ArrayList<@Nullable Instant>();
        var array = row.getArray(column);
        if (array != null) {
            for (var time : (Object[]) array.getArray()) {
                times.add(time == null ? null : instant(((Timestamp) time).toLocalDateTime()));
            }
        }
        return times;
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }

    /** What was not as the rules want it, as codes; empty where all was. */
    private String findings(Known session, RuleBook book) {
        var rules = book.at(session.start());
        var place = Optional.ofNullable(session.place()).map(places::get);
        var found = Conformity.judge(
                new Conformity.Question(
                        session.start(),
                        Duration.ofMinutes(session.planned()),
                        session.lasted(),
                        session.approved() == 0
                                ? Optional.empty()
                                : Optional.of(new Approval(session.approved(), NOWHERE)),
                        place.map(Place::zone).orElse(ZoneOffset.UTC)),
                place.map(Place::attestations),
                session.consents(),
                rules);
        var codes = new ArrayList<String>();
        note(codes, !found.consent().holds(), "CONSENT_MISSING");
        note(codes, !found.length().holds(), "DURATION_ABOVE_LIMIT");
        note(codes, isMonthShort(session, rules), "MONTH_TOO_SHORT");
        note(codes, found.overrun() > 0, "OVERRUN");
        note(codes, !found.place().holds(), "PLACE_NOT_ATTESTED");
        return String.join(" ", codes);
    }

    private static void note(List<String> codes, boolean isSo, String code) {
        if (isSo) {
            codes.add(code);
        }
    }

    private static boolean isMonthShort(Known session, RuleProfile rules) {
        return session.isMonthOver()
                && rules.find(Rule.COUNSELLING_MINUTES_PER_MONTH)
                        .filter(least -> session.minutesOfMonth() < least)
                        .isPresent();
    }

    /** All that was noted can be asked for from now on. */
    @Override
    public void close() {
        Stream.of(promises, consents, revocations).forEach(RowTable::close);
    }
}
