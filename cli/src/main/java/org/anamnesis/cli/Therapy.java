package org.anamnesis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which encounters count as therapy: those of one of these types, or for one of these reasons; and which care plans do:
 * those of one of these kinds, with one of these activities, or for one of these conditions. The list that is used where
 * no other is given names addiction and mental health by their SNOMED CT codes.
 *
 * @param plans categories of care plans
 */
record Therapy(
        List<Concept> types,
        List<Concept> reasons,
        List<Concept> plans,
        List<Activity> activities,
        List<Problem> conditions,
        List<Entitlement> qualifications) {

    private static final String USUAL = "therapy.json";

    /** A code of a code system; the display is for people only. */
    record Concept(String system, String code, @Nullable String display) {

        boolean is(Coding coding) {
            return system.equals(coding.getSystem()) && code.equals(coding.getCode());
        }
    }

    /**
     * What somebody with a qualification may do.
     *
     * @param credential the type of credential that it is
     */
    record Entitlement(Concept qualification, String credential, List<String> serviceTypes, boolean needsSupervision) {}

    /**
     * What is done in therapy.
     *
     * @param modalities the schools of technique that it is of; none where it is of no particular one
     */
    record Activity(Concept activity, List<String> modalities) {}

    /**
     * What is treated in therapy.
     *
     * @param domain the part of life that it is a need in
     */
    record Problem(Concept condition, String domain) {}

    Therapy {
        types = List.copyOf(types);
        reasons = List.copyOf(reasons);
        plans = orNone(plans);
        activities = orNone(activities);
        conditions = orNone(conditions);
        qualifications = List.copyOf(qualifications);
    }

    /** The list in a file, or the usual one. */
    static Therapy read(@Nullable Path file) throws IOException {
        try {
            return new JsonMapper().readValue(file == null ? usual() : Files.readString(file), Therapy.class);
        } catch (JacksonException wrong) {
            throw new IOException(file + " is no list of therapies; --print-therapy shows what one looks like", wrong);
        }
    }

    /** What a qualification entitles to; null if the list does not know it. */
    @Nullable
    Entitlement entitlement(CodeableConcept qualification) {
        return qualifications.stream()
                .filter(known -> any(List.of(known.qualification()), List.of(qualification)))
                .findFirst()
                .orElse(null);
    }

    /** Lists of before care plans were read do not have it. */
    private static <T> List<T> orNone(@Nullable List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }

    /** Whether a care plan is one for what it is and what is done by it, whatever it is for. */
    boolean includesPlan(List<CodeableConcept> category, List<CodeableConcept> activity) {
        return any(plans, category)
                || any(activities.stream().map(Activity::activity).toList(), activity);
    }

    /** Of which schools of technique something is. */
    List<String> modalities(CodeableConcept activity) {
        return activities.stream()
                .filter(known -> any(List.of(known.activity()), List.of(activity)))
                .flatMap(known -> known.modalities().stream())
                .distinct()
                .toList();
    }

    /** The part of life that a condition is a need in; null if it is not treated in therapy. */
    @Nullable
    String domain(CodeableConcept condition) {
        return conditions.stream()
                .filter(known -> any(List.of(known.condition()), List.of(condition)))
                .map(Problem::domain)
                .findFirst()
                .orElse(null);
    }

    boolean includes(List<CodeableConcept> type, List<CodeableConcept> reason) {
        return any(types, type) || any(reasons, reason);
    }

    private static boolean any(List<Concept> wanted, List<CodeableConcept> found) {
        return found.stream()
                .flatMap(concept -> concept.getCoding().stream())
                .anyMatch(coding -> wanted.stream().anyMatch(concept -> concept.is(coding)));
    }

    /** The usual list as it is written, to be copied and changed. */
    static String usual() throws IOException {
        try (var json = Objects.requireNonNull(Therapy.class.getResourceAsStream(USUAL))) {
            return new String(json.readAllBytes(), UTF_8);
        }
    }
}
