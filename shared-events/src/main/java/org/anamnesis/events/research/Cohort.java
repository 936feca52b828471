package org.anamnesis.events.research;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.anamnesis.events.Code;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.care.ReferralSource;
import org.anamnesis.events.intake.LegalStatus;
import org.anamnesis.events.workforce.ServiceType;
import org.jspecify.annotations.Nullable;

/**
 * Which episodes of care a study looks at: those for which everything that is said here holds. What is left out does not
 * matter. Only adults are looked at, unless others are named. The presenting problem is sealed and cannot be asked for;
 * in which part of life somebody was found to need help can.
 *
 * @param needDomains one of these is among the needs of a plan, e.g. {@code SUBSTANCE_USE}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cohort(
        List<ServiceType> serviceTypes,
        List<ReferralSource> referralSources,
        List<Jurisdiction> jurisdictions,
        List<LegalStatus> legalStatuses,
        List<Code> needDomains,
        @Nullable Days opened,
        @Nullable Days discharged,
        @Nullable Worked modalities,
        @Nullable Count sessions,
        @Nullable Experience therapist) {

    /** A stretch of days; {@code before} does not belong to it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Days(@Nullable LocalDate from, @Nullable LocalDate before) {}

    /** How many, at least and at most. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Count(@Nullable Integer atLeast, @Nullable Integer atMost) {}

    /** One of these modalities was planned or worked in. */
    public record Worked(List<Modality> anyOf, By by) {

        /** What counts. */
        public enum By {
            PLANNED,
            DELIVERED,
            EITHER
        }

        @JsonCreator
        static Worked of(List<Modality> anyOf, @Nullable By by) {
            return new Worked(anyOf, by == null ? By.EITHER : by);
        }
    }

    /**
     * What the primary therapist brought along when the episode began.
     *
     * @param sessions held here before
     * @param days since they began to work here
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Experience(
            @Nullable Count sessions, @Nullable Count days) {}

    @JsonCreator
    static Cohort of(
            @Nullable List<ServiceType> serviceTypes,
            @Nullable List<ReferralSource> referralSources,
            @Nullable List<Jurisdiction> jurisdictions,
            @Nullable List<LegalStatus> legalStatuses,
            @Nullable List<Code> needDomains,
            @Nullable Days opened,
            @Nullable Days discharged,
            @Nullable Worked modalities,
            @Nullable Count sessions,
            @Nullable Experience therapist) {
        return new Cohort(
                orNone(serviceTypes),
                orNone(referralSources),
                orNone(jurisdictions),
                legalStatuses == null ? List.of(LegalStatus.ADULT) : legalStatuses,
                orNone(needDomains),
                opened,
                discharged,
                modalities,
                sessions,
                therapist);
    }

    private static <T> List<T> orNone(@Nullable List<T> some) {
        return some == null ? List.of() : some;
    }
}
