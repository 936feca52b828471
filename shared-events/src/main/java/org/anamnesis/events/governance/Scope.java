package org.anamnesis.events.governance;

import java.time.LocalDate;
import java.util.List;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.workforce.TherapistId;
import org.jspecify.annotations.Nullable;

/**
 * What a grant opens at most.
 *
 * @param therapists whose work; everybody's if empty
 * @param clients whose records; everybody's if empty
 * @param from the first day of sessions, in the clinic's zone; none where there is no first
 * @param to the first day that is too late; none where there is none
 * @param reports by their numbers in the catalogue, e.g. {@code R-10}
 */
public record Scope(
        List<TherapistId> therapists,
        List<ClientId> clients,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        List<String> reports) {

    /**
     * Whether something lies within. What has no therapist, client or day lies outside of a scope that is limited to some.
     *
     * @param day of the session, in the clinic's zone
     */
    public boolean covers(@Nullable TherapistId therapist, @Nullable ClientId client, @Nullable LocalDate day) {
        return isOneOf(therapists, therapist) && isOneOf(clients, client) && isWithin(day);
    }

    /** Whether something lies within that took place on no day, but stands. */
    public boolean coversStanding(@Nullable TherapistId therapist, @Nullable ClientId client) {
        return isOneOf(therapists, therapist) && isOneOf(clients, client);
    }

    /** Whether it is limited to some therapists, or to some days. */
    public boolean limitsSessions() {
        return !therapists.isEmpty() || from != null || to != null;
    }

    /** Whether a report is among those it names. */
    public boolean names(String report) {
        return reports.contains(report);
    }

    private static <T> boolean isOneOf(List<T> some, @Nullable T one) {
        return some.isEmpty() || (one != null && some.contains(one));
    }

    private boolean isWithin(@Nullable LocalDate day) {
        return day == null
                ? from == null && to == null
                : (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }
}
