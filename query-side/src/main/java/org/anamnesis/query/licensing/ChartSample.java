package org.anamnesis.query.licensing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.governance.Scope;
import org.anamnesis.events.intake.ClientEvent.PrivacyNoticeGiven;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.rules.GivenConsent;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.docket.Docket;
import org.anamnesis.query.support.docket.DocketEntry;
import org.anamnesis.query.support.docket.DocketEntry.Kind;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.anamnesis.query.support.report.Verdict;
import org.springframework.stereotype.Component;

/**
 * a sample of charts that anybody can draw again with the same seed: those whose hash with it is smallest, so that
 * nobody chooses.
 */
@Component
class ChartSample {

    static final Definition<ChartRow> REPORT =
            Definition.of(ReportId.CHART_SAMPLE, 1, ChartRow.class, Readers.OVERSIGHT, Docket.SOURCE);

    private static final int NAME = 12;

    private final Docket docket;
    private final PlanConformity plans;
    private final ZoneId zone;

    ChartSample(Docket docket, PlanConformity plans, Installation installation) {
        this.docket = docket;
        this.plans = plans;
        this.zone = installation.zone();
    }

    /** A client, by the hash that draws them. */
    private record Drawn(String hash, UUID client) {}

    /**
     * Draws among the clients whom the asker may see.
     *
     * @throws Problem if the asker may see some sessions only, for a chart is a whole record
     */
    Stream<ChartRow> rows(Inquiry inquiry, String seed, int size) {
        var scope = inquiry.look().scope();
        if (scope.filter(Scope::limitsSessions).isPresent()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "A chart is a whole record; the grant of access is limited to some therapists or days.");
        }
        var drawn = docket.parts(new Docket.Question(
                        inquiry.look().clinic(),
                        Kind.CLIENT,
                        null,
                        null,
                        null,
                        inquiry.known().bound(),
                        null))
                .flatMap(List::stream)
                .filter(entry -> !entry.at().isAfter(inquiry.asOf()))
                .map(DocketEntry::clientId)
                .filter(client -> scope.filter(each -> !each.coversStanding(null, new ClientId(client)))
                        .isEmpty())
                .map(client -> new Drawn(hash(seed, client), client))
                .sorted(comparing(Drawn::hash))
                .limit(size)
                .toList();
        var registers = Registers.of(inquiry.known());
        var months = new Months(inquiry);
        return inquiry.goOn(drawn.stream().map(each -> row(each, registers, months, inquiry)));
    }

    private ChartRow row(Drawn drawn, Registers registers, Months allMonths, Inquiry inquiry) {
        var record = inquiry.known().record(drawn.client(), 0).toList();
        var sessions = record.stream()
                .filter(recorded -> recorded.aggregateType().equals("Session"))
                .collect(groupingBy(Recorded::aggregateId, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(SessionKnown::of)
                .filter(Objects::nonNull)
                .filter(SessionKnown::hasBegun)
                .toList();
        var circumstances = Circumstances.of(record);
        var months = allMonths.of(sessions);
        var verdicts = sessions.stream()
                .map(session -> SessionConformity.judge(session, circumstances, registers, months, inquiry.rules())
                        .verdict())
                .collect(groupingBy(verdict -> verdict, counting()));
        var notice = record.stream()
                .filter(recorded -> recorded.event() instanceof PrivacyNoticeGiven)
                .findFirst();
        var consent = GivenConsent.holds(
                circumstances.consents(new ClientId(drawn.client())), ConsentType.TREATMENT, inquiry.asOf(), zone);
        var episodes = record.stream()
                .filter(recorded -> recorded.event() instanceof EpisodeOpened)
                .toList();
        var plan = episodes.isEmpty()
                ? null
                : plans.toJudge(episodes.getLast(), record, inquiry).by(inquiry.rules());
        var evidence = new ArrayList<UUID>();
        notice.ifPresent(given -> evidence.add(given.eventId()));
        evidence.addAll(consent.evidence());
        evidence.addAll(plan == null ? List.of() : plan.evidence());
        sessions.forEach(session -> evidence.addAll(session.evidence()));
        return new ChartRow(
                drawn.hash().substring(0, NAME),
                notice.isPresent(),
                consent.holds(),
                episodes.size(),
                plan == null ? null : plan.verdictNow(),
                plan == null ? List.of() : plan.findings(),
                sessions.size(),
                verdicts.getOrDefault(Verdict.CONFORMS, 0L).intValue(),
                verdicts.getOrDefault(Verdict.DEVIATION_JUSTIFIED, 0L).intValue(),
                verdicts.getOrDefault(Verdict.NON_CONFORMANT, 0L).intValue(),
                verdicts.getOrDefault(Verdict.NOT_ASSESSABLE, 0L).intValue(),
                evidence,
                drawn.client());
    }

    private static String hash(String seed, UUID client) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest((seed + " " + client).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
