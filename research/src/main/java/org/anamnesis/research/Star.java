package org.anamnesis.research;

import static org.anamnesis.research.ColumnType.BOOLEAN;
import static org.anamnesis.research.ColumnType.INTEGER;
import static org.anamnesis.research.ColumnType.TEXT;
import static org.anamnesis.research.ColumnType.TIME;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a data set: what each row is, and what each column means, in one place. Files, dictionaries and event logs
 * are made by it.
 */
final class Star {

    /** Goes up when a table changes its shape or meaning. */
    static final String VERSION = "star@2";

    private static final String DAYS = "days since the subject's first admission in the data set";
    private static final String AT =
            "the moment: by the local clock and moved by the subject's shift (EXPERT), or in UTC as it was (LIMITED); never"
                    + " told under SAFE_HARBOR";
    private static final String REASONS =
            "NOT_ASKED, DECLINED, NOT_DUE, UNKNOWN or SUPPRESSED where it is empty; itself empty where it is told";

    static final List<Table> TABLES = List.of(event(), object(), relation(), session(), expression(), survival());

    private Star() {}

    record Column(String name, ColumnType type, String meaning) {}

    /**
     * A table.
     *
     * @param row what one row is
     * @param order by which its rows are sorted; the same for the same data
     */
    record Table(String name, String row, String order, List<Column> columns) {

        String columnNames() {
            return columns.stream().map(Column::name).collect(Collectors.joining(", "));
        }
    }

    private static Column text(String name, String meaning) {
        return new Column(name, TEXT, meaning);
    }

    private static Column number(String name, String meaning) {
        return new Column(name, INTEGER, meaning);
    }

    private static Column truth(String name, String meaning) {
        return new Column(name, BOOLEAN, meaning);
    }

    private static Column time(String name, String meaning) {
        return new Column(name, TIME, meaning);
    }

    private static Table event() {
        var fixed = Stream.of(
                text("event_id", "pseudonym of the event"),
                text("subject_id", "pseudonym of the client whose record it stands in"),
                text("episode_id", "pseudonym of the episode of care, where it belongs to one"),
                text("session_id", "pseudonym of the session, where it is about one"),
                text("therapist_id", "pseudonym of the therapist concerned"),
                text("place_id", "pseudonym of the place concerned"),
                text("plan_id", "pseudonym of the treatment plan's version concerned"),
                text("series_id", "pseudonym of the series of sessions concerned"),
                text("loved_one_id", "pseudonym of somebody close to the client"),
                text("expression_id", "pseudonym of the expression recorded"),
                text("activity", "what happened"),
                number("nth", "its place among the subject's events, from 1, by time"),
                number("day", DAYS + "; before it, negative"),
                time("occurred_at", AT),
                number("planned_day", "for a promise: the day of the session, counted like day"));
        return new Table(
                "event",
                "one thing that happened to a client of the cohort",
                "subject_id, nth",
                Stream.concat(fixed, Arrays.stream(EventAttribute.values()).map(Star::attribute))
                        .toList());
    }

    private static Column attribute(EventAttribute attribute) {
        return new Column(
                attribute.column(),
                attribute.type(),
                attribute.meaning()
                        + (attribute.activities().isEmpty()
                                ? ""
                                : "; told by " + String.join(", ", attribute.activities())));
    }

    private static Table object() {
        var fixed = Stream.of(
                text("object_id", "pseudonym"),
                text(
                        "object_type",
                        "Client, Episode, Session, Series, Plan (one for each version), Goal, Expression, LovedOne,"
                                + " Therapist, Place or Technique"),
                text("subject_id", "pseudonym of the client whom it belongs to; empty for those that belong to all"),
                text("part_of", "pseudonym of the object that it is a part of"));
        return new Table(
                "object",
                "somebody or something that events are about",
                "object_type, object_id",
                Stream.concat(
                                fixed,
                                Arrays.stream(ObjectAttribute.values())
                                        .map(each -> new Column(
                                                each.column(),
                                                each.type(),
                                                "of a " + each.of() + ": " + each.meaning())))
                        .toList());
    }

    private static Table relation() {
        return new Table(
                "e2o",
                "an event and an object that it is about",
                "event_id, object_id, qualifier",
                List.of(
                        text("event_id", "as in event"),
                        text("object_id", "as in object"),
                        text(
                                "qualifier",
                                "subject, in-episode, in-session, led-by, at, of-plan, revises, about-goal, of-series,"
                                        + " includes, names, records, uses-technique")));
    }

    private static Table session() {
        return new Table(
                "session",
                "one session that was booked, however it ended",
                "subject_id, start_day, session_id",
                List.of(
                        text("session_id", "pseudonym"),
                        text("subject_id", "pseudonym of the client"),
                        text("episode_id", "pseudonym of the episode of care"),
                        text("therapist_id", "pseudonym of the therapist it was last promised with"),
                        text("therapist_missing", REASONS),
                        text("place_id", "pseudonym of the place it was last promised at"),
                        text("place_missing", REASONS),
                        number("nth", "its place among the episode's sessions, from 1, by start"),
                        number("nth_attended", "its place among those that were attended; empty if it was not"),
                        text(
                                "outcome",
                                "COMPLETED, ABORTED, CANCELLED, NO_SHOW or OPEN; HELD or NOT_HELD where how it ended is told"
                                        + " less exactly; OTHER where too few end so, and then nothing else tells it"),
                        truth("attended", "whether it took place to its end and the client was there"),
                        text("format", "who meets, and whether in one room"),
                        truth("backfill", "whether it was entered after it took place"),
                        text("purposes", "what it gave room for"),
                        number("start_day", "the day of its start, " + DAYS),
                        time("start_at", "its booked start. " + AT),
                        number("booked_day", "the day of its booking, " + DAYS),
                        number("lead_days", "days from booking to start"),
                        number("gap_days", "days since the attended session before it in the episode"),
                        number("start_delay_minutes", "minutes from the booked to the real start; early is negative"),
                        number("planned_minutes", "the booked length"),
                        number("limit_minutes", "the longest it may last"),
                        number("minutes", "how long it lasted, in minutes begun"),
                        text("minutes_missing", REASONS),
                        number("overrun_minutes", "by how much it lasted longer than it may; 0 if it did not"),
                        number("cognitive_minutes", "worked in this modality; empty if none was told"),
                        number("behavioural_minutes", "worked in this modality"),
                        number("motivational_minutes", "worked in this modality"),
                        number("psychodynamic_minutes", "worked in this modality"),
                        text("modality_missing", REASONS),
                        number("reschedules", "how often it was moved"),
                        text("cancelled_by", "who called it off"),
                        number("notice_hours", "how many whole hours before the start"),
                        text("deviations", "what departs from what was agreed, as codes"),
                        text(
                                "verdict",
                                "by the rules that the clinic went by: CONFORMS, DEVIATION_JUSTIFIED, NON_CONFORMANT or"
                                        + " NOT_ASSESSABLE (entered afterwards); only where the study names a rule profile"),
                        text(
                                "findings",
                                "what was not as the rules want it: CONSENT_MISSING, DURATION_ABOVE_LIMIT,"
                                        + " MONTH_TOO_SHORT (too few minutes in the calendar month; only under LIMITED, for months would"
                                        + " date the days), OVERRUN, PLACE_NOT_ATTESTED; empty: nothing"),
                        text("verdict_under", "the same as if it had always gone by the study's rule profile"),
                        text("findings_under", "what was not as those rules want it"),
                        text("verdict_missing", REASONS),
                        truth("usual_therapist", "whether it was with the episode's primary therapist"),
                        truth("usual_place", "whether it was at the episode's usual place"),
                        truth("same_therapist", "whether it was with the same therapist as the attended one before"),
                        truth("same_place", "whether it was at the same place as the attended one before"),
                        number("expressions", "how many expressions were recorded in it")));
    }

    private static Table expression() {
        return new Table(
                "expression",
                "one feeling of an expression; an expression without feelings has one row without a feeling",
                "subject_id, day, expression_id, nth",
                List.of(
                        text("expression_id", "pseudonym"),
                        text("subject_id", "pseudonym of the client"),
                        text("episode_id", "pseudonym of the episode of care"),
                        text("session_id", "pseudonym of the session"),
                        number("nth", "its place among the expression's feelings, from 1"),
                        number("day", DAYS),
                        text("technique", "how it was given form"),
                        text("proposed_by", "whose idea it was"),
                        text("purpose", "what it gave room for"),
                        text("product", "what the work left behind consists of; empty: nothing"),
                        truth("outside_catalogue", "whether the therapist is not trained in it"),
                        text("feeling", "its id in the catalogue of feelings"),
                        text("feeling_missing", REASONS),
                        number("strength_before", "0 to 10"),
                        text("before_missing", REASONS),
                        number("strength_after", "0 to 10"),
                        text("after_missing", REASONS)));
    }

    private static Table survival() {
        return new Table(
                "survival",
                "one episode of care of the cohort: how long somebody stayed, and how it ended",
                "subject_id, start_day, episode_id",
                List.of(
                        text("episode_id", "pseudonym"),
                        text("subject_id", "pseudonym of the client"),
                        number("start_day", "the day of the admission, " + DAYS),
                        number("end_day", "the day on which it ended or the client was last seen, " + DAYS),
                        number("time_days", "end_day minus start_day: the time in treatment"),
                        text(
                                "status",
                                "DROPOUT, COMPLETED, TERMINATED_BY_FACILITY, TRANSFERRED, INCARCERATED, DEATH, OTHER, or"
                                        + " CENSORED: still in treatment where the data end, counted to the day on which they were last"
                                        + " seen"),
                        truth(
                                "dropout",
                                "whether it is the event: nothing attended for longer than the study's gap, and no"
                                        + " end was planned"),
                        text("discharge_reason", "as recorded, in the words of TEDS-D"),
                        text("discharge_missing", REASONS),
                        number("nth", "which of the subject's episodes in the data set, from 1"),
                        text("service_type", "which service"),
                        text("referral_source", "who sent the client"),
                        text("jurisdiction", "where the client lives, a state at most"),
                        text("legal_status", "who decides for the client"),
                        number("admission_year", "the year of the subject's first admission; never told under EXPERT"),
                        text("sessions_band", "how many sessions were attended, about"),
                        text("primary_modality", "in which modality most minutes were worked"),
                        text("modality_missing", REASONS),
                        number("sessions_booked", "how many were booked"),
                        number("sessions_attended", "how many were attended"),
                        number("no_shows", "how often the client did not come"),
                        number("cancellations", "how many were called off"),
                        number("last_attended_day", "the day of the last attended session, " + DAYS),
                        text("length_unit", "in what the length of treatment was last agreed"),
                        number("length_value", "how many of them"),
                        text("length_missing", REASONS)));
    }
}
