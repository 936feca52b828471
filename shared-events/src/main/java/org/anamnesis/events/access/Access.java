package org.anamnesis.events.access;

import java.util.EnumSet;
import java.util.Set;
import org.anamnesis.events.Protection;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and do what. One pure function decides; it is asked wherever a command or a question is handled, and again
 * for each text that an answer would open.
 */
public final class Access {

    private static final Set<Role> TREATING = EnumSet.of(Role.CLINICIAN, Role.COVERING_CLINICIAN, Role.SUPERVISOR);
    private static final Set<Role> PRACTICE =
            EnumSet.of(Role.RECORDS_OFFICER, Role.PRIVACY_OFFICER, Role.AUDITOR, Role.SYSTEM);

    private Access() {}

    /**
     * What is to be decided.
     *
     * @param roles in what capacities somebody may act
     * @param permitted for what roles the operation is there
     * @param concernsClient whether it is about a client
     * @param relations how the asker stands to that client
     * @param consents what the client agrees to now
     * @param purpose what it is asked for, where that was said
     * @param protection the class of the text that is to be opened; none where nothing is but what stands in plain
     * @param isGlassBroken whether the asker has broken the glass for this client, and the hour is not over
     * @param isReading whether nothing is changed by it
     * @param isAuthor whether the asker wrote what is asked for
     * @param granted what somebody from outside was granted of it; nothing for whoever works here
     */
    public record Question(
            Set<Role> roles,
            Set<Role> permitted,
            boolean concernsClient,
            Set<Relation> relations,
            Set<ConsentType> consents,
            @Nullable PurposeOfUse purpose,
            @Nullable Protection protection,
            boolean isGlassBroken,
            boolean isReading,
            boolean isAuthor,
            @Nullable Granted granted) {}

    /**
     * What a grant of access says of what is asked.
     *
     * @param isLive whether it has begun, and is neither over nor ended
     * @param isForIt whether it is for the operation
     * @param covers whether its scope covers what is asked
     * @param opensIdentities whether it tells who people are
     */
    public record Granted(boolean isLive, boolean isForIt, boolean covers, boolean opensIdentities) {}

    /** Yes or no. */
    public sealed interface Decision {}

    /**
     * Yes.
     *
     * @param as in which role
     * @param isByBreakGlass whether it is permitted only because the glass was broken
     */
    public record Permitted(Role as, PurposeOfUse purpose, boolean isByBreakGlass) implements Decision {}

    /** No. */
    public record Denied(Reason reason) implements Decision {}

    /** Why not. */
    public enum Reason {
        /** The roles may never do this. */
        ROLE,
        /** The role does not ask for this purpose. */
        PURPOSE,
        /** The client is not one of the asker's: for them there is no such client. */
        NOT_YOURS,
        /** The client's consent to treatment, which this would take, does not hold. */
        CONSENT,
        /** The role does not open texts of this class. */
        PROTECTED,
        /** The grant of access, without which the role may do nothing, is not live. */
        NOT_LIVE
    }

    /** Decides. Of several roles the first counts in which it is permitted. */
    public static Decision decide(Question question) {
        Decision decision = new Denied(Reason.ROLE);
        for (var role : Role.values()) {
            if (question.roles().contains(role) && question.permitted().contains(role)) {
                var inThatRole = decide(role, question);
                if (inThatRole instanceof Permitted) {
                    return inThatRole;
                }
                decision = milder(decision, inThatRole);
            }
        }
        return decision;
    }

    private static Decision decide(Role role, Question question) {
        var purpose = question.purpose() == null ? PurposeOfUse.usual(role) : question.purpose();
        if (!purpose.isFor(role)) {
            return new Denied(Reason.PURPOSE);
        }
        if (role == Role.BOARD) {
            return decide(purpose, question, question.granted());
        }
        if (!question.concernsClient()) {
            return opens(role, purpose, question) ? new Permitted(role, purpose, false) : new Denied(Reason.PROTECTED);
        }
        if (!opens(role, purpose, question)) {
            return new Denied(Reason.PROTECTED);
        }
        var isTheirs = isTheirs(role, question.relations());
        if (isTheirs && isAgreed(role, question.consents())) {
            return new Permitted(role, purpose, false);
        }
        if (question.isGlassBroken() && question.isReading() && TREATING.contains(role)) {
            return new Permitted(role, PurposeOfUse.EMERGENCY, true);
        }
        return new Denied(isTheirs ? Reason.CONSENT : Reason.NOT_YOURS);
    }

    /** Whoever comes from outside sees what is granted, and nothing else. */
    private static Decision decide(PurposeOfUse purpose, Question question, @Nullable Granted granted) {
        if (granted == null || !granted.isLive()) {
            return new Denied(Reason.NOT_LIVE);
        }
        if (!granted.isForIt() || !question.isReading()) {
            return new Denied(Reason.ROLE);
        }
        if (!granted.covers()) {
            return new Denied(Reason.NOT_YOURS);
        }
        return isPlainOrIdentity(question.protection(), granted)
                ? new Permitted(Role.BOARD, purpose, false)
                : new Denied(Reason.PROTECTED);
    }

    private static boolean isPlainOrIdentity(@Nullable Protection protection, Granted granted) {
        return protection == null
                || switch (protection) {
                    case NORMAL, WORKFORCE -> granted.opensIdentities();
                    case PART2, COUNSELLING_NOTE, LOVED_ONE -> false;
                };
    }

    /** Who treats sees their own clients; who plans or answers for the record sees all. */
    private static boolean isTheirs(Role role, Set<Relation> relations) {
        return switch (role) {
            case CLINICIAN, COVERING_CLINICIAN ->
                relations.contains(Relation.PRIMARY)
                        || relations.contains(Relation.COVERING)
                        || relations.contains(Relation.ADMITTING);
            case SUPERVISOR -> relations.contains(Relation.SUPERVISOR);
            case RECEPTION, RECORDS_OFFICER, PRIVACY_OFFICER, AUDITOR, SYSTEM -> true;
            case RESEARCHER, OPERATOR, BOARD -> false;
        };
    }

    /** Once consent to treatment is taken back, who supervises has nothing to look over; who treated still has to close. */
    private static boolean isAgreed(Role role, Set<ConsentType> consents) {
        return role != Role.SUPERVISOR || consents.contains(ConsentType.TREATMENT);
    }

    /** Which classes of texts a role opens. */
    private static boolean opens(Role role, PurposeOfUse purpose, Question question) {
        return question.protection() == null
                || switch (question.protection()) {
                    case NORMAL, WORKFORCE -> true; // who may ask at all
                    case PART2 -> TREATING.contains(role) || PRACTICE.contains(role);
                    case COUNSELLING_NOTE ->
                        question.isAuthor() || (role == Role.SUPERVISOR && purpose == PurposeOfUse.TRAINING);
                    case LOVED_ONE ->
                        TREATING.contains(role) || role == Role.RECORDS_OFFICER || role == Role.PRIVACY_OFFICER;
                };
    }

    /** A reason that says less about the client goes before one that says more. */
    private static Decision milder(Decision before, Decision now) {
        return before instanceof Denied denied && denied.reason() == Reason.NOT_YOURS ? before : now;
    }
}
