package org.anamnesis.events.research;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.anamnesis.events.research.Cohort.Count;
import org.anamnesis.events.research.Cohort.Days;
import org.jspecify.annotations.Nullable;

/**
 * What a study was approved for. Nothing else is ever handed out for it.
 *
 * @param determination where the expert's determination is found; needed for {@link Profile#EXPERT}
 * @param agreement where the data use agreement is found; needed for {@link Profile#LIMITED}
 * @param dropoutAfterDays after how many days without an attended session somebody counts as having dropped out, if
 *     nobody had planned that
 * @param ruleProfile by which rules sessions are judged beside those that the clinic went by, as {@code name@version};
 *     none: they are not judged
 * @param ends the last day of the study; nothing is handed out after it
 * @param recipient who gets the data
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StudyProtocol(
        List<Approval> approvals,
        Cohort cohort,
        Profile profile,
        @Nullable String determination,
        @Nullable String agreement,
        ReleaseRules release,
        int dropoutAfterDays,
        @Nullable String ruleProfile,
        List<ExportFormat> formats,
        LocalDate ends,
        String recipient) {

    private static final int DROPOUT_DAYS = 30;
    private static final int YEAR_DAYS = 366;
    private static final int LEAST_K = 5;
    private static final int MANY = 1000;
    private static final int PERCENT = 100;
    private static final Pattern REFERENCE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} §.,()/:&'-]{0,119}");

    @JsonCreator
    static StudyProtocol of(
            List<Approval> approvals,
            Cohort cohort,
            Profile profile,
            @Nullable String determination,
            @Nullable String agreement,
            @Nullable ReleaseRules release,
            @Nullable Integer dropoutAfterDays,
            @Nullable String ruleProfile,
            @Nullable List<ExportFormat> formats,
            LocalDate ends,
            String recipient) {
        return new StudyProtocol(
                approvals,
                cohort,
                profile,
                determination,
                agreement,
                release == null ? ReleaseRules.usual() : release,
                dropoutAfterDays == null ? DROPOUT_DAYS : dropoutAfterDays,
                ruleProfile,
                formats == null ? List.of(ExportFormat.values()) : formats,
                ends,
                recipient);
    }

    /** What is wrong with it, by its place in its JSON. */
    public SortedMap<String, String> faults() {
        var faults = new TreeMap<String, String>();
        if (approvals.isEmpty()) {
            faults.put("/approvals", "at least one is expected: body, reference and date");
        }
        for (int i = 0; i < approvals.size(); i++) {
            reference("/approvals/" + i + "/body", approvals.get(i).body(), faults);
            reference("/approvals/" + i + "/reference", approvals.get(i).reference(), faults);
        }
        reference("/recipient", recipient, faults);
        switch (profile) {
            case EXPERT -> demanded("/determination", determination, "the expert's determination", faults);
            case LIMITED -> demanded("/agreement", agreement, "the data use agreement", faults);
            case SAFE_HARBOR -> {
                years("/cohort/opened", cohort.opened(), faults);
                years("/cohort/discharged", cohort.discharged(), faults);
            }
        }
        within("/release/k", release.k(), LEAST_K, MANY, faults);
        within("/release/l", release.l(), 1, MANY, faults);
        within("/release/traceKnowledge", release.traceKnowledge(), 0, MANY, faults);
        within("/release/mostSuppressed", release.mostSuppressed(), 0, PERCENT - 1, faults);
        within("/dropoutAfterDays", dropoutAfterDays, 1, YEAR_DAYS, faults);
        if (formats.isEmpty()) {
            faults.put("/formats", "at least one is expected");
        }
        days("/cohort/opened", cohort.opened(), faults);
        days("/cohort/discharged", cohort.discharged(), faults);
        count("/cohort/sessions", cohort.sessions(), faults);
        var experience = cohort.therapist();
        if (experience != null) {
            count("/cohort/therapist/sessions", experience.sessions(), faults);
            count("/cohort/therapist/days", experience.days(), faults);
        }
        return faults;
    }

    private static void demanded(String at, @Nullable String text, String what, SortedMap<String, String> faults) {
        if (text == null) {
            faults.put(at, "this profile needs " + what + ": say where it is found");
        } else {
            reference(at, text, faults);
        }
    }

    private static void reference(String at, String text, SortedMap<String, String> faults) {
        if (!REFERENCE.matcher(text).matches()) {
            faults.put(at, "up to 120 letters, digits, blanks and § . , ( ) / : & ' - are expected");
        }
    }

    private static void within(String at, int value, int least, int most, SortedMap<String, String> faults) {
        if (value < least || value > most) {
            faults.put(at, "is " + least + " to " + most);
        }
    }

    private static void days(String at, @Nullable Days days, SortedMap<String, String> faults) {
        if (days != null
                && days.from() != null
                && days.before() != null
                && !days.from().isBefore(days.before())) {
            faults.put(at, "before lies after from");
        }
    }

    /** Whom a study looks at tells when they came: under this profile, the year is all that may be told. */
    private static void years(String at, @Nullable Days days, SortedMap<String, String> faults) {
        if (days != null
                && Stream.of(days.from(), days.before()).anyMatch(day -> day != null && day.getDayOfYear() > 1)) {
            faults.put(at, "this profile tells of no day but its year: whole years are expected, from January 1");
        }
    }

    private static void count(String at, @Nullable Count count, SortedMap<String, String> faults) {
        if (count != null && count.atLeast() != null && count.atMost() != null && count.atLeast() > count.atMost()) {
            faults.put(at, "atMost is not less than atLeast");
        }
    }
}
