package org.anamnesis.standalone.practice;

import static java.util.Collections.nCopies;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.standalone.practice.Traits.ConsentGiven;
import org.anamnesis.standalone.practice.Traits.Glass;
import org.anamnesis.standalone.practice.Traits.Notice;
import org.anamnesis.standalone.practice.Traits.PlanKept;
import org.anamnesis.standalone.practice.Traits.Review;

/** Deals what is settled about each client, so that everything there can be comes up among two dozen of them. */
final class Dealer {

    private static final int WEEKS_TO_END_IN = 5;
    private static final int LONGEST = 40;

    private final Size size;
    private final Deck<Ending> endings;
    private final Deck<Staying> staying;
    private final Deck<PlanKept> plansCompleted;
    private final Deck<PlanKept> plans;
    private final Deck<Double> lengths;
    private final Deck<Boolean> extended;
    private final Deck<Boolean> returning;
    private final Deck<String> referrals;
    private final Deck<Notice> notices;
    private final Deck<ConsentGiven> consents;
    private final Deck<Integer> lengthsAgreed;
    private final Deck<Glass> glasses;
    private final Deck<Boolean> distant;
    private final Deck<Boolean> copied;
    private final Deck<Boolean> held;
    private int decks;

    Dealer(Size size) {
        this.size = size;
        endings = deck(all(
                nCopies(6, Ending.COMPLETED),
                nCopies(3, Ending.DROPPED_OUT),
                nCopies(4, Ending.STOPS_COMING),
                nCopies(5, Ending.STAYS),
                List.of(Ending.TRANSFERRED, Ending.TRANSFERRED, Ending.TERMINATED, Ending.INCARCERATED),
                List.of(Ending.DEAD, Ending.OTHER)));
        staying = deck(List.of(
                new Staying(0.04, Review.LATE, ConsentGiven.PLAINLY),
                new Staying(0.08, Review.NEVER, ConsentGiven.PLAINLY),
                new Staying(0.12, Review.IN_TIME, ConsentGiven.EXPIRING),
                new Staying(0.4, Review.IN_TIME, ConsentGiven.PLAINLY),
                new Staying(0.8, Review.IN_TIME, ConsentGiven.TOLD_LATE)));
        plansCompleted = deck(all(
                nCopies(3, PlanKept.SIGNED_EARLY),
                List.of(PlanKept.SIGNED_LATE, PlanKept.NEVER_SIGNED, PlanKept.NONE)));
        plans = deck(all(
                nCopies(2, PlanKept.SIGNED_EARLY),
                List.of(PlanKept.SIGNED_LATE, PlanKept.NEVER_SIGNED, PlanKept.NONE)));
        lengths = deck(List.of(0.25, 0.4, 0.55, 0.7, 0.85, 1.0));
        extended = deck(List.of(true, false));
        returning = deck(List.of(true, false, false));
        referrals = deck(List.of("SELF", "LOVED_ONE", "GP", "COURT", "EMPLOYER", "SCHOOL", "OTHER_PROVIDER", "ONLINE"));
        notices = deck(all(nCopies(6, Notice.GIVEN), List.of(Notice.LATE, Notice.MISSING)));
        consents = deck(all(nCopies(6, ConsentGiven.PLAINLY), List.of(ConsentGiven.TOLD_LATE, ConsentGiven.FORGOTTEN)));
        lengthsAgreed = deck(List.of(1, 1, 1, 2, 2, 3, 0));
        glasses = deck(all(nCopies(8, Glass.WHOLE), List.of(Glass.BROKEN, Glass.BROKEN_AND_REVIEWED)));
        distant = deck(all(List.of(true), nCopies(5, false)));
        copied = deck(List.of(true, false, false));
        held = deck(all(List.of(true), nCopies(11, false)));
    }

    /** When somebody begins who stays until the end, and what goes with it. */
    private record Staying(double admission, Review review, ConsentGiven consent) {}

    Traits deal(Chance chance) {
        var ending = endings.deal();
        return ending == Ending.STAYS ? staying(chance) : leaving(ending, chance);
    }

    private Traits staying(Chance chance) {
        var card = staying.deal();
        var plan = card.admission() < 0.5 ? PlanKept.SIGNED_EARLY : plans.deal();
        return traits(
                Ending.STAYS,
                card.admission() + 0.03 * chance.part(),
                Integer.MAX_VALUE,
                card.consent(),
                plan,
                card.review(),
                plan == PlanKept.SIGNED_EARLY && extended.deal(),
                false,
                chance);
    }

    private Traits leaving(Ending ending, Chance chance) {
        var returns = (ending == Ending.COMPLETED || ending == Ending.DROPPED_OUT) && returning.deal();
        var admission = returns ? 0.05 + 0.1 * chance.part() : 0.05 + 0.5 * chance.part();
        var weeks = ChronoUnit.WEEKS.between(size.after(admission), size.end()) - WEEKS_TO_END_IN;
        var sessions = 3 + (int) Math.min(LONGEST, Math.max(0, weeks * (returns ? 0.3 : 0.75) * lengths.deal()));
        var plan = ending == Ending.COMPLETED ? plansCompleted.deal() : plans.deal();
        return traits(
                ending,
                admission,
                sessions,
                ending == Ending.OTHER ? ConsentGiven.REVOKED : consents.deal(),
                plan,
                Review.IN_TIME,
                false,
                returns,
                chance);
    }

    private Traits traits(
            Ending ending,
            double admission,
            int sessions,
            ConsentGiven consent,
            PlanKept plan,
            Review review,
            boolean isExtended,
            boolean returns,
            Chance chance) {
        var everyWeeks = sessions > 6 && chance.is(0.1) ? 2 : 1;
        return new Traits(
                ending,
                size.after(admission),
                sessions / everyWeeks,
                chance.is(0.25) ? Colleague.COUNSELLING : Colleague.PSYCHOTHERAPY,
                referrals.deal(),
                notices.deal(),
                consent,
                lengthsAgreed.deal(),
                plan,
                review,
                everyWeeks,
                chance.is(0.5) && !isExtended,
                distant.deal() && !isExtended,
                isExtended,
                copied.deal(),
                glasses.deal(),
                held.deal(),
                returns);
    }

    private <T> Deck<T> deck(List<T> cards) {
        return new Deck<>(size.seed() * 31 + ++decks, cards);
    }

    @SafeVarargs
    private static <T> List<T> all(List<T>... several) {
        var all = new ArrayList<T>();
        for (var each : several) {
            all.addAll(each);
        }
        return all;
    }
}
