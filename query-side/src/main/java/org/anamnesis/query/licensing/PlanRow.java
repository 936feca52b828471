package org.anamnesis.query.licensing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.anamnesis.query.support.report.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * An episode and its treatment plan, or that it has none. Of several plans the one that came into force last, else the
 * latest draft, is told. Percentages are whole numbers.
 *
 * @param dueBy the last day on which the plan had to be in force; none where no rule says so
 * @param inForceSince when both had signed
 * @param signatures who signed the first version, and when
 * @param unsigned which later versions lack whose signature
 * @param ownWordsPercent goals in the client's own words
 * @param measurablePercent goals with measure, target and day
 * @param uncoveredNeeds assessed needs that no goal answers
 * @param cloneIndex how much of the goals stands in plans of other clients too, 0 to 1, by what is kept of their words; none
 *     where nothing is
 * @param reviewsDue how many reviews were due
 * @param reviewsLate how many of them were late or are missing
 * @param lengthAgreedAfter how many sessions had ended when the length of treatment was agreed; none where it was not
 * @param findings what stands against it by all that is known
 * @param justified what departs from the rules and was made good with a reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanRow(
        UUID episodeId,
        Instant opened,
        UUID clientId,
        UUID therapistId,
        @Nullable UUID planId,
        @Nullable LocalDate dueBy,
        @Nullable Instant inForceSince,
        List<String> signatures,
        List<String> unsigned,
        @Nullable Long ownWordsPercent,
        @Nullable Long measurablePercent,
        List<UUID> uncoveredNeeds,
        @Nullable Double cloneIndex,
        int reviewsDue,
        int reviewsDone,
        int reviewsLate,
        @Nullable LocalDate nextReviewBy,
        @Nullable Integer lengthAgreedAfter,
        int lengthDueBySession,
        List<String> findings,
        List<String> justified,
        Verdict verdictNow,
        String ruleProfile,
        List<UUID> evidence)
        implements Judged {

    @Override
    public UUID thing() {
        return episodeId;
    }

    @Override
    public Instant begins() {
        return opened;
    }

    @Override
    public List<String> against() {
        return findings;
    }

    @Override
    public Instant took() {
        return opened;
    }
}
