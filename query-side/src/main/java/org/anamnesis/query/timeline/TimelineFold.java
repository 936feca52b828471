package org.anamnesis.query.timeline;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.MayBeAboutClient;
import org.anamnesis.query.support.Fold;
import org.anamnesis.query.support.Occasion;
import org.anamnesis.query.support.Teller;
import org.axonframework.config.ProcessingGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the timelines: one row for each event of a client's record. */
@Component
@ProcessingGroup(TimelineFold.VIEW)
final class TimelineFold implements Fold<Long, TimelineEntry> {

    static final List<String> KINDS = List.of(
            "BREAK_GLASS",
            "CARE_EPISODE",
            "CLIENT",
            "CONSENT",
            "COUNSELLING_NOTE",
            "ERASURE",
            "EXPRESSION",
            "LOVED_ONE",
            "SESSION",
            "SESSION_SERIES",
            "TREATMENT_PLAN");
    static final String VIEW = "timeline-1";

    @Override
    public Collection<Long> keys(Recorded<?> recorded) {
        return MayBeAboutClient.client(recorded.event()).isPresent() ? List.of(recorded.position()) : List.of();
    }

    @Override
    public TimelineEntry fold(@Nullable TimelineEntry row, Recorded<?> recorded) {
        var told = Teller.tell(recorded);
        var occasion = Occasion.of(recorded);
        return new TimelineEntry(
                recorded.position(),
                recorded.eventId(),
                recorded.clinic(),
                MayBeAboutClient.client(recorded.event()).orElseThrow().value(),
                occasion.sessionId(),
                kind(recorded.aggregateType()),
                recorded.type(),
                recorded.aggregateId(),
                occasion.occurredAt(),
                recorded.recordedAt(),
                occasion.lateEntry(),
                told.what(),
                told.quotes(),
                occasion.flags());
    }

    @Override
    public Class<TimelineEntry> row() {
        return TimelineEntry.class;
    }

    /** What an entry is about, e.g. {@code TREATMENT_PLAN}. */
    private static String kind(String aggregateType) {
        return aggregateType.replaceAll("(?<=[a-z])([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
