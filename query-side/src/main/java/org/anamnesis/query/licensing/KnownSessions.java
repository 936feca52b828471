package org.anamnesis.query.licensing;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.docket.Docket;
import org.anamnesis.query.support.docket.DocketEntry;
import org.anamnesis.query.support.docket.DocketEntry.Kind;
import org.anamnesis.query.support.report.Inquiry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sessions of a stretch of time as they are known, in the order of their booked starts. */
@Component
class KnownSessions {

    private final Docket docket;

    KnownSessions(Docket docket) {
        this.docket = docket;
    }

    /** Sessions, some at a time, each lot with what is known around them. */
    Stream<Lot> lots(Inquiry inquiry, Stretch stretch, @Nullable UUID therapist) {
        return docket.parts(new Docket.Question(
                        inquiry.look().clinic(),
                        Kind.SESSION,
                        stretch.from(),
                        stretch.to(),
                        therapist,
                        inquiry.known().bound(),
                        inquiry.after()))
                .map(part -> lot(inquiry, part));
    }

    /** Some sessions, and what is known around them. */
    record Lot(List<SessionKnown> sessions, Circumstances circumstances) {}

    private static Lot lot(Inquiry inquiry, List<DocketEntry> part) {
        var streams = inquiry.known()
                .streams(part.stream().map(DocketEntry::thingId).distinct().toList());
        var sessions = part.stream()
                .map(entry -> atThatTime(entry, SessionKnown.of(streams.getOrDefault(entry.thingId(), List.of()))))
                .filter(Objects::nonNull)
                .toList();
        return new Lot(sessions, Circumstances.of(inquiry.known(), sessions));
    }

    /** A session that was moved stands at each of its times in the docket; it is told at the one that holds. */
    private static @Nullable SessionKnown atThatTime(DocketEntry entry, @Nullable SessionKnown session) {
        return session != null && session.promised().eventId().equals(entry.eventId()) ? session : null;
    }
}
