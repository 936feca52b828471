package org.anamnesis.query.progress;

import java.util.List;
import java.util.Objects;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.SessionEvent.SessionOverran;

/**
 * How long attended sessions lasted.
 *
 * @param sessions those that lasted longer than they might under the rules and the plan
 * @param minutes by how many minutes, all together
 * @param withinAnHour those that lasted 60 minutes at most ÷ attended, 0 to 1; minutes begun count whole
 */
record Overruns(Figure sessions, Figure minutes, Figure withinAnHour) {

    private static final int HOUR = 60;

    static Overruns of(List<Visit> attended) {
        var overran = attended.stream()
                .map(Visit::overrun)
                .filter(Objects::nonNull)
                .<Recorded<?>>map(each -> each)
                .toList();
        var beyond = overran.stream()
                .mapToInt(each -> ((SessionOverran) each.event()).minutes())
                .sum();
        var within = attended.stream()
                .filter(visit -> visit.held().minutes() <= HOUR)
                .count();
        return new Overruns(
                Figure.count(overran),
                Figure.of(beyond, overran),
                Figure.ratio(
                        within,
                        attended.size(),
                        attended.stream().map(Visit::ended).toList()));
    }
}
