package org.anamnesis.query.privacy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.privacy.ErasureCause;
import org.anamnesis.events.privacy.SubjectKind;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * Until when somebody's texts are kept, or that they were erased.
 *
 * @param clientId in whose record they stand; none for therapists
 * @param open whether an episode is open, so that retention has not begun
 * @param kept until this day at least; none while it has not begun
 * @param hold whether a legal hold forbids to erase them
 * @param asked when their erasure was asked for
 * @param shredded when their keys were destroyed
 * @param keys which keys that were: one for each protection class
 * @param cause why they were erased again, if they were
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RetentionRow(
        @Nullable UUID clientId,
        UUID subjectId,
        SubjectKind subject,
        boolean open,
        @Nullable LocalDate kept,
        boolean hold,
        @Nullable Instant asked,
        @Nullable Instant shredded,
        List<String> keys,
        @Nullable String legalGround,
        @Nullable ErasureCause cause,
        String ruleProfile,
        List<UUID> evidence,
        @JsonIgnore String key)
        implements ReportRow, ConcernsClient {

    @Override
    public @Nullable UUID whose() {
        return clientId;
    }

    @Override
    public boolean stands() {
        return true;
    }
}
