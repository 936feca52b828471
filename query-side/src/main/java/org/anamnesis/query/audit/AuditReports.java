package org.anamnesis.query.audit;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.ledger.Checkpoint;
import org.anamnesis.events.ledger.Ledger;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.query.audit.ActivityRow.Place;
import org.anamnesis.query.support.AccessRecords;
import org.anamnesis.query.support.AccessRecords.AccessRecord;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that was recorded, by whom it is about or by who did it. */
@Component
class AuditReports {

    /** everything that ever happened in a client's record. */
    static final Definition<AuditRow> TRAIL =
            Definition.of(ReportId.AUDIT_TRAIL, 1, AuditRow.class, Readers.RECORD, "history");
    /** what a user did, looked at, and was denied. */
    static final Definition<ActivityRow> ACTIVITY = Definition.of(
                    ReportId.USER_ACTIVITY, 1, ActivityRow.class, Readers.PRIVACY, "history and access records")
            .withLooks();

    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})/([0-9]{1,18})");

    private final AccessRecords looks;
    private final Ledger ledger;

    AuditReports(AccessRecords looks, Ledger ledger) {
        this.looks = looks;
        this.ledger = ledger;
    }

    Stream<AuditRow> trail(Inquiry inquiry, UUID client) {
        var corrections = Corrections.in(inquiry.known().ofClients(List.of(client), List.of("Client")));
        return inquiry.known()
                .record(client, inquiry.afterNumber())
                .map(recorded -> AuditRow.of(recorded, client, corrections, inquiry.look()));
    }

    /** What somebody did, in the order of its time. */
    Stream<ActivityRow> activity(Inquiry inquiry, String actor, Stretch stretch) {
        var begin = inquiry.after() == null ? begin(inquiry, stretch.before()) : place(inquiry.after());
        var merged = new Merged(
                stretch.within(inquiry.known().by(actor, begin.change()), Recorded::recordedAt)
                        .iterator(),
                stretch.within(looks.by(actor, begin.look(), inquiry.extent()), AccessRecord::at)
                        .iterator(),
                begin);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(merged, Spliterator.ORDERED), false);
    }

    /** What was sealed at a time was done before it. */
    private Place begin(Inquiry inquiry, @Nullable Instant before) {
        if (before == null) {
            return new Place(0, 0);
        }
        var sealed = before.isBefore(inquiry.knownAt()) ? before : inquiry.knownAt();
        return new Place(position(Log.EVENTS, sealed), position(Log.LOOKS, sealed));
    }

    private long position(Log log, Instant sealed) {
        return ledger.knownAt(log, sealed).map(Checkpoint::position).orElse(0L);
    }

    private static Place place(String key) {
        var shape = PLACE.matcher(key);
        if (!shape.matches()) {
            throw Inquiry.unknownCursor();
        }
        return new Place(Long.parseLong(shape.group(1)), Long.parseLong(shape.group(2)));
    }

    /** Changes and looks in one order of time. */
    private static final class Merged implements Iterator<ActivityRow> {

        private final Iterator<Recorded<?>> changes;
        private final Iterator<AccessRecord> looks;
        private @Nullable Recorded<?> change;
        private @Nullable AccessRecord look;
        private Place place;

        Merged(Iterator<Recorded<?>> changes, Iterator<AccessRecord> looks, Place begin) {
            this.changes = changes;
            this.looks = looks;
            this.place = begin;
            change = next(changes);
            look = next(looks);
        }

        @Override
        public boolean hasNext() {
            return change != null || look != null;
        }

        @Override
        public ActivityRow next() {
            var row = first();
            place = row.place();
            return row;
        }

        private ActivityRow first() {
            var done = change;
            var seen = look;
            if (done != null && (seen == null || !seen.at().isBefore(done.recordedAt()))) {
                change = next(changes);
                return ActivityRow.of(done, place);
            }
            if (seen == null) {
                throw new NoSuchElementException();
            }
            look = next(looks);
            return ActivityRow.of(seen, place);
        }

        private static <T> @Nullable T next(Iterator<T> rows) {
            return rows.hasNext() ? rows.next() : null;
        }
    }
}
