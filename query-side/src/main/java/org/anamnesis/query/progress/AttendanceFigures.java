package org.anamnesis.query.progress;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;

/**
 * Whether the client came. Sessions that were entered afterwards count like any other. Those cancelled in time, or late
 * by therapist or clinic, and those to come count nowhere here.
 *
 * @param attended sessions that were completed, unless it was recorded that the client was not there
 * @param noShow sessions to which the client did not come
 * @param lateCancelled sessions that the client cancelled with less notice than the rules want
 * @param aborted sessions that were broken off; they count neither as attended nor as missed, because nothing recorded
 *     says whether the client came
 * @param rate attended ÷ (attended + noShow + lateCancelled), 0 to 1
 */
record AttendanceFigures(Figure attended, Figure noShow, Figure lateCancelled, Figure aborted, Figure rate) {

    static AttendanceFigures of(List<Visit> visits) {
        var attended = ends(visits, Visit::attended);
        var missed = ends(visits, Visit::missed);
        var late = ends(visits, Visit::cancelledLateByTheClient);
        var expected = Stream.of(attended, missed, late).flatMap(List::stream).toList();
        return new AttendanceFigures(
                Figure.count(attended),
                Figure.count(missed),
                Figure.count(late),
                Figure.count(ends(visits, Visit::aborted)),
                Figure.ratio(attended.size(), expected.size(), expected));
    }

    private static List<Recorded<?>> ends(List<Visit> visits, Predicate<Visit> how) {
        return visits.stream().filter(how).<Recorded<?>>map(Visit::ended).toList();
    }
}
