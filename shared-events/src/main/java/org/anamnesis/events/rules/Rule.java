package org.anamnesis.events.rules;

import static java.util.Comparator.comparing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** One limit, deadline or interval that differs by place and time: how it is written, and which of two values is stricter. */
public final class Rule<T> {

    private static final Map<String, Rule<?>> ALL = new LinkedHashMap<>();

    public static final Rule<Duration> SESSION_LIMIT = length(
            "sessionLimit",
            Stricter.LESS,
            "PT1M",
            "P1D",
            "how long a session may be booked without an approved extension");
    public static final Rule<Duration> SESSION_LONGEST = length(
            "sessionLongest", Stricter.LESS, "PT1M", "P7D", "how long a session may last; what is longer is a stay");
    public static final Rule<Integer> SERIES_LONGEST =
            number("seriesLongest", Stricter.LESS, 1, 366, "how many sessions may be booked together");
    public static final Rule<Duration> CREDENTIAL_VERIFIED_WITHIN = length(
            "credentialVerifiedWithin",
            Stricter.LESS,
            "P1D",
            "P3660D",
            "how old a credential's verification at its source may be at the session");
    public static final Rule<List<String>> ATTESTED_QUALITIES =
            all("attestedQualities", Attestation.QUALITIES, "what a place must be attested as");
    public static final Rule<Period> PLACE_ATTESTED_WITHIN = period(
            "placeAttestedWithin", Stricter.LESS, "P1D", "P10Y", "how old a place's attestation may be at the session");
    public static final Rule<Duration> LATE_ENTRY_AFTER = length(
            "lateEntryAfter",
            Stricter.LESS,
            "PT1M",
            "P366D",
            "how long after it happened something may be written down without counting as late");
    public static final Rule<Duration> START_WINDOW = length(
            "startWindow",
            Stricter.LESS,
            "PT1M",
            "P1D",
            "how far from the booked start a session may begin without being flagged");
    public static final Rule<Duration> NO_SHOW_GRACE = length(
            "noShowGrace",
            Stricter.MORE,
            "PT1M",
            "P1D",
            "how long after the booked start one waits before somebody counts as not having come");
    public static final Rule<Duration> LATE_CANCELLATION_WITHIN = length(
            "lateCancellationWithin",
            Stricter.MORE,
            "PT1M",
            "P31D",
            "how short before the start a cancellation counts as late");
    public static final Rule<Integer> LENGTH_AGREED_BY_SESSION = number(
            "lengthAgreedBySession",
            Stricter.LESS,
            1,
            1000,
            "by the end of which session the length of treatment is to be agreed");
    public static final Rule<Period> PLAN_DUE_WITHIN = period(
            "planDueWithin", Stricter.LESS, "P1D", "P1Y", "within how long after an episode has begun its plan is due");
    public static final Rule<Integer> PLAN_DUE_BY_SESSION_DAY = number(
            "planDueBySessionDay",
            Stricter.LESS,
            1,
            1000,
            "by the end of which day with a session an episode's plan is due");
    public static final Rule<Period> PLAN_REVIEW_EVERY = period(
            "planReviewEvery",
            Stricter.LESS,
            "P1D",
            "P5Y",
            "within how long after it came into force or was last reviewed a plan is to be reviewed");
    public static final Rule<List<String>> PLAN_SIGNATURES =
            all("planSignatures", List.of("CLIENT", "THERAPIST"), "whose signatures a plan needs");
    public static final Rule<Integer> COUNSELLING_MINUTES_PER_MONTH = number(
            "counsellingMinutesPerMonth",
            Stricter.MORE,
            1,
            10_000,
            "how many minutes of counselling a client is to have at least in each calendar month");
    public static final Rule<Duration> BREAK_GLASS_FOR = length(
            "breakGlassFor",
            Stricter.LESS,
            "PT1M",
            "P1D",
            "how long a record stays open for which the glass was broken");
    public static final Rule<Duration> BREAK_GLASS_REVIEW_WITHIN = length(
            "breakGlassReviewWithin",
            Stricter.LESS,
            "PT1M",
            "P366D",
            "within how long the breaking of the glass is to be reviewed");
    public static final Rule<Period> RECORD_RETENTION = period(
            "recordRetention",
            Stricter.MORE,
            "P1D",
            "P100Y",
            "how long after the last discharge a record is kept at least");
    public static final Rule<Integer> ALTERNATIVES_MOST =
            number("alternativesMost", Stricter.NEITHER, 1, 20, "how many free times a refusal names");
    public static final Rule<Duration> ALTERNATIVES_WITHIN =
            length("alternativesWithin", Stricter.NEITHER, "PT1H", "P31D", "how far ahead free times are looked for");
    public static final Rule<Duration> TIME_STEP =
            length("timeStep", Stricter.NEITHER, "PT5M", "P1D", "how far free times are apart that are looked for");
    public static final Rule<LocalTime> USUAL_HOURS_FROM = time(
            "usualHoursFrom",
            "from when on there are free times where neither therapist nor place has hours of their own");
    public static final Rule<LocalTime> USUAL_HOURS_TO = time(
            "usualHoursTo", "until when there are free times where neither therapist nor place has hours of their own");

    private final String name;
    private final String meaning;
    private final String expected;
    private final Function<Object, T> reader;
    private final BinaryOperator<T> stricter;

    private Rule(String name, String meaning, String expected, Function<Object, T> reader, BinaryOperator<T> stricter) {
        this.name = name;
        this.meaning = meaning;
        this.expected = expected;
        this.reader = reader;
        this.stricter = stricter;
        ALL.put(name, this);
    }

    /** Which value holds where a lower and a higher layer say different things. */
    private enum Stricter {
        LESS,
        MORE,
        /** It is a matter of taste: the higher layer's holds, and of one layer the one that came later. */
        NEITHER;

        <T> BinaryOperator<T> by(Comparator<T> order) {
            return switch (this) {
                case LESS -> BinaryOperator.minBy(order);
                case MORE -> BinaryOperator.maxBy(order);
                case NEITHER -> (lower, higher) -> higher;
            };
        }
    }

    /** All rules there are. */
    public static List<Rule<?>> all() {
        return List.copyOf(ALL.values());
    }

    /** As documents and the API write it, e.g. {@code sessionLimit}. */
    public String name() {
        return name;
    }

    /** What it says, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** How a value of it is to be written. */
    public String expected() {
        return expected;
    }

    /** Of what two layers say, what holds. */
    T stricter(T lower, T higher) {
        return stricter.apply(lower, higher);
    }

    /** The value that is written so; if none is, the message says what is expected. */
    T read(Object written) {
        try {
            return reader.apply(written);
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(expected, wrong);
        }
    }

    /** What is wrong with a document, by its place in the document's JSON. */
    public static SortedMap<String, String> faults(
            Map<String, Object> parameters, Collection<String> sourced, List<String> overrides) {
        var faults = new TreeMap<String, String>();
        if (parameters.isEmpty()) {
            faults.put("/parameters", "at least one rule is expected, of " + ALL.keySet());
        }
        parameters.forEach((name, written) -> {
            var rule = ALL.get(name);
            if (rule == null) {
                faults.put("/parameters/" + name, "is not known here; it is one of " + ALL.keySet());
            } else {
                try {
                    rule.read(written);
                } catch (IllegalArgumentException wrong) {
                    faults.put("/parameters/" + name, rule.expected);
                }
            }
        });
        sourced.stream()
                .filter(name -> !parameters.containsKey(name))
                .forEach(name -> faults.put("/sources/" + name, "is no rule under parameters"));
        for (int i = 0; i < overrides.size(); i++) {
            if (!parameters.containsKey(overrides.get(i))) {
                faults.put("/overrides/" + i, "is no rule under parameters");
            }
        }
        return faults;
    }

    private static Rule<Duration> length(String name, Stricter stricter, String least, String most, String meaning) {
        return new Rule<>(
                name,
                meaning,
                "a length in whole minutes such as PT45M is expected, from " + least + " to " + most,
                written -> {
                    var length = within(Duration.parse(text(written)), Duration.parse(least), Duration.parse(most));
                    if (!length.equals(Duration.ofMinutes(length.toMinutes()))) {
                        throw new IllegalArgumentException("no whole minutes");
                    }
                    return length;
                },
                stricter.by(Duration::compareTo));
    }

    private static Rule<Period> period(String name, Stricter stricter, String least, String most, String meaning) {
        return new Rule<>(
                name,
                meaning,
                "a number of days, months or years such as P28D is expected, from " + least + " to " + most,
                written -> {
                    var period = Period.parse(text(written));
                    var unused = within(days(period), days(Period.parse(least)), days(Period.parse(most)));
                    return period;
                },
                stricter.by(comparing((Period period) -> days(period))));
    }

    /** So that months and years can be compared with days. */
    private static Long days(Period period) {
        return LocalDate.EPOCH.plus(period).toEpochDay();
    }

    private static Rule<Integer> number(String name, Stricter stricter, int least, int most, String meaning) {
        return new Rule<>(
                name,
                meaning,
                "a whole number is expected, from " + least + " to " + most,
                written -> {
                    if (written instanceof Integer number) {
                        return within(number, least, most);
                    }
                    throw new IllegalArgumentException("no whole number");
                },
                stricter.by(Integer::compareTo));
    }

    /** Words of which all are asked for; two layers together ask for what either does. */
    private static Rule<List<String>> all(String name, List<String> words, String meaning) {
        return new Rule<>(
                name,
                meaning,
                "a list of some of " + words + " is expected",
                written -> {
                    var chosen = words.stream()
                            .filter(word -> written instanceof List<?> list && list.contains(word))
                            .toList();
                    if (!(written instanceof List<?> list) || list.size() != chosen.size() || chosen.isEmpty()) {
                        throw new IllegalArgumentException("others, or none");
                    }
                    return chosen;
                },
                (lower, higher) -> words.stream()
                        .filter(word -> lower.contains(word) || higher.contains(word))
                        .toList());
    }

    private static Rule<LocalTime> time(String name, String meaning) {
        return new Rule<>(
                name,
                meaning,
                "a local time such as 08:00 is expected",
                written -> LocalTime.parse(text(written)),
                Stricter.NEITHER.by(LocalTime::compareTo));
    }

    private static String text(Object written) {
        if (written instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text");
    }

    private static <V extends Comparable<V>> V within(V value, V least, V most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    @Override
    public String toString() {
        return name;
    }
}
