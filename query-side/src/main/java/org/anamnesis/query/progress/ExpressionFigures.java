package org.anamnesis.query.progress;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.record.ExpressionEvent.ExpressionRecorded;
import org.anamnesis.events.record.ExpressiveTechnique;
import org.anamnesis.events.record.Feeling;
import org.jspecify.annotations.Nullable;

/**
 * What the client gave form to, in the sessions asked for, whether or not they have ended.
 *
 * @param count expressions
 * @param byTechnique in the catalogue's order
 * @param byFeeling by name
 */
record ExpressionFigures(Figure count, List<TechniqueFigures> byTechnique, List<FeelingFigures> byFeeling) {

    /** A technique: in how many expressions it was used, and how strong the feelings in them were. */
    record TechniqueFigures(ExpressiveTechnique technique, Figure count, Intensity intensity) {}

    /**
     * A feeling.
     *
     * @param feeling its id in the catalogue
     * @param count how often it was named
     */
    record FeelingFigures(String feeling, Figure count, Intensity intensity) {}

    /**
     * How strong feelings were, 0 to 10.
     *
     * @param before mean of the strengths before, where one was told
     * @param after mean of the strengths after, where one was told
     * @param change mean of after − before, where both were told: −10 to 10
     */
    record Intensity(Figure before, Figure after, Figure change) {

        private static Intensity of(List<Named> named) {
            return new Intensity(
                    mean(named, each -> each.feeling().before()),
                    mean(named, each -> each.feeling().after()),
                    mean(named, Named::change));
        }

        private static Figure mean(List<Named> named, Function<Named, @Nullable Integer> strength) {
            var told =
                    named.stream().filter(each -> strength.apply(each) != null).toList();
            return Figure.ratio(
                    told.stream()
                            .mapToInt(each -> requireNonNull(strength.apply(each)))
                            .sum(),
                    told.size(),
                    told.stream().map(Named::expression).toList());
        }
    }

    /** A feeling as it was named in an expression. */
    private record Named(Recorded<?> expression, Feeling feeling) {

        @Nullable
        Integer change() {
            var before = feeling.before();
            var after = feeling.after();
            return before == null || after == null ? null : after - before;
        }
    }

    static ExpressionFigures of(List<? extends Recorded<?>> history, Set<SessionId> sessions) {
        Map<ExpressiveTechnique, List<Recorded<?>>> techniques = new TreeMap<>();
        Map<String, List<Named>> feelings = new TreeMap<>();
        var all = new ArrayList<Recorded<?>>();
        for (var recorded : history) {
            if (recorded.event() instanceof ExpressionRecorded event && sessions.contains(event.sessionId())) {
                all.add(recorded);
                techniques
                        .computeIfAbsent(event.technique(), key -> new ArrayList<>())
                        .add(recorded);
                named(recorded)
                        .forEach(each -> feelings.computeIfAbsent(each.feeling().name(), key -> new ArrayList<>())
                                .add(each));
            }
        }
        return new ExpressionFigures(
                Figure.count(all),
                techniques.entrySet().stream()
                        .map(each -> new TechniqueFigures(
                                each.getKey(),
                                Figure.count(each.getValue()),
                                Intensity.of(each.getValue().stream()
                                        .flatMap(recorded -> named(recorded).stream())
                                        .toList())))
                        .toList(),
                feelings.entrySet().stream()
                        .map(each -> new FeelingFigures(
                                each.getKey(),
                                Figure.of(
                                        each.getValue().size(),
                                        each.getValue().stream()
                                                .map(Named::expression)
                                                .toList()),
                                Intensity.of(each.getValue())))
                        .toList());
    }

    private static List<Named> named(Recorded<?> recorded) {
        return recorded.event() instanceof ExpressionRecorded event
                ? event.feelings().stream()
                        .map(feeling -> new Named(recorded, feeling))
                        .toList()
                : List.of();
    }
}
