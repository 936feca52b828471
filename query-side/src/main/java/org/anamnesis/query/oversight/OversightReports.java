package org.anamnesis.query.oversight;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.governance.AccessGrantEvent.AccessGrantEnded;
import org.anamnesis.events.governance.AccessGrantEvent.AccessGranted;
import org.anamnesis.events.governance.AccessGrantEvent.CopiesDestroyed;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.governance.ReportReviewEvent.ReportReviewed;
import org.anamnesis.events.research.DatasetExportEvent;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportRequested;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExported;
import org.anamnesis.events.research.ExportState;
import org.anamnesis.events.research.StudyEvent.StudyApproved;
import org.anamnesis.events.research.StudyEvent.StudyEnded;
import org.anamnesis.events.store.Installation;
import org.anamnesis.query.oversight.GrantRow.State;
import org.anamnesis.query.support.AccessRecords;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who from outside looked, and that somebody inside does. */
@Component
class OversightReports {

    /** grants of access, what was read by them, and what became of copies. */
    static final Definition<GrantRow> EXTERNAL = Definition.of(
                    ReportId.EXTERNAL_ACCESS, 1, GrantRow.class, Readers.PRIVACY, "history and access records")
            .withLooks();
    /** data sets that left for research. */
    static final Definition<ResearchRow> RESEARCH =
            Definition.of(ReportId.RESEARCH_EXPORTS, 1, ResearchRow.class, Readers.PRIVACY, "history");
    /** that somebody looks at these reports. */
    static final Definition<ReviewRow> REVIEWS =
            Definition.of(ReportId.REVIEW_LOG, 1, ReviewRow.class, Readers.OVERSIGHT, "history");

    private final AccessRecords looks;
    private final ZoneId zone;

    OversightReports(AccessRecords looks, Installation installation) {
        this.looks = looks;
        this.zone = installation.zone();
    }

    Stream<GrantRow> external(Inquiry inquiry) {
        return inquiry.goOn(streams("AccessGrant", inquiry).values().stream().map(events -> row(events, inquiry)));
    }

    private GrantRow row(List<Recorded<?>> events, Inquiry inquiry) {
        var granted = (AccessGranted) events.getFirst().event();
        var id = granted.grantId().value();
        var use = looks.byGrant(id, inquiry.extent());
        var end = only(AccessGrantEnded.class, events);
        var ended = end == null ? null : end.endedAt();
        var confirmed = only(CopiesDestroyed.class, events);
        var destroyed = confirmed == null ? null : confirmed.occurred().at();
        var asOf = inquiry.asOf();
        var destroyBy = granted.destroyBy();
        var scope = granted.scope();
        return new GrantRow(
                id,
                granted.body(),
                inquiry.look().words(granted.recipient(), id),
                granted.purpose(),
                granted.undertakingSigned().at(),
                inquiry.look().words(granted.undertaking(), id),
                scope.reports(),
                scope.therapists().stream().map(each -> each.value()).toList(),
                scope.clients().size(),
                scope.from(),
                scope.to(),
                granted.from(),
                granted.until(),
                ended,
                state(granted, ended, asOf),
                granted.identities(),
                granted.copies(),
                use.reads(),
                use.rows(),
                use.denied(),
                use.copies(),
                use.last(),
                destroyBy,
                destroyed,
                destroyBy != null
                        && destroyed == null
                        && asOf.atZone(zone).toLocalDate().isAfter(destroyBy),
                events.stream().map(Recorded::eventId).toList());
    }

    private static State state(AccessGranted granted, @Nullable Instant ended, Instant asOf) {
        if (ended != null && !ended.isAfter(asOf)) {
            return State.ENDED;
        }
        if (asOf.isBefore(granted.from())) {
            return State.NOT_YET;
        }
        return asOf.isBefore(granted.until()) ? State.LIVE : State.OVER;
    }

    Stream<ResearchRow> research(Inquiry inquiry) {
        var studies = streams("Study", inquiry);
        return inquiry.goOn(streams("DatasetExport", inquiry).values().stream().map(events -> {
            var requested = (DatasetExportRequested) events.getFirst().event();
            return row(
                    requested,
                    events,
                    requireNonNull(studies.get(requested.studyId().value())));
        }));
    }

    private static Map<UUID, List<Recorded<?>>> streams(String kind, Inquiry inquiry) {
        return inquiry.known().ofKind(kind).stream()
                .collect(groupingBy(Recorded::aggregateId, LinkedHashMap::new, toList()));
    }

    private static ResearchRow row(
            DatasetExportRequested requested, List<Recorded<?>> events, List<Recorded<?>> study) {
        var approved = (StudyApproved) study.getFirst().event();
        var protocol = approved.protocol();
        var made = only(DatasetExported.class, events);
        var ended = only(StudyEnded.class, study);
        return new ResearchRow(
                requested.exportId().value(),
                requested.studyId().value(),
                approved.title(),
                protocol.approvals().stream()
                        .map(approval -> approval.body() + " " + approval.reference() + ", " + approval.date())
                        .toList(),
                protocol.recipient(),
                protocol.profile(),
                protocol.determination() == null ? protocol.agreement() : protocol.determination(),
                protocol.release().k(),
                events.getFirst().recordedAt(),
                events.getFirst().metadata().getOrDefault("actor", ""),
                ExportState.after((DatasetExportEvent) events.getLast().event()),
                made == null ? requested.knownAt() : made.knownAt(),
                made == null ? null : made.cohort(),
                made == null ? null : made.released(),
                made == null ? null : made.suppressed(),
                made == null ? null : made.manifestSha256(),
                ended == null ? null : ended.endedAt(),
                Stream.concat(study.stream(), events.stream())
                        .map(Recorded::eventId)
                        .toList());
    }

    private static <E> @Nullable E only(Class<E> type, List<Recorded<?>> events) {
        return events.stream()
                .map(Recorded::event)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    Stream<ReviewRow> reviews(Inquiry inquiry) {
        return inquiry.goOn(inquiry.known().ofKind("ReportReview").stream()
                .filter(recorded -> recorded.event() instanceof ReportReviewed)
                .map(recorded -> {
                    var event = (ReportReviewed) recorded.event();
                    UUID id = recorded.aggregateId();
                    return new ReviewRow(
                            id,
                            event.occurred().at(),
                            event.report(),
                            event.reportId(),
                            recorded.metadata().getOrDefault("actor", ""),
                            recorded.metadata().getOrDefault("role", ""),
                            inquiry.look().words(event.findings(), id),
                            inquiry.look().words(event.followUp(), id),
                            List.of(recorded.eventId()));
                }));
    }
}
