package org.anamnesis.events.keys;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.intake.ClientId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells goals that were copied from one client's plan to another's without holding their words: of every three words that
 * follow each other a keyed hash is kept, apart from the history.
 */
public final class GoalPrints {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int TOGETHER = 3;

    private final JdbcClient keeping;
    private final Vault vault;
    private final JdbcClient searching;
    private final KeyFile file;

    GoalPrints(JdbcClient keeping, Vault vault, JdbcClient searching, KeyFile file) {
        this.keeping = keeping;
        this.vault = vault;
        this.searching = searching;
        this.file = file;
    }

    /**
     * Keeps what a goal's words leave.
     *
     * @param plan in whose stream they are sealed
     * @param position of the event that tells the goal
     */
    public void keep(UUID clinic, ClientId client, UUID plan, UUID goal, Sealed words, long position) {
        var text = vault.open(words, plan);
        if (!text.equals(Vault.ERASED) && !text.equals(Vault.DAMAGED)) {
            keeping.sql("""
                            insert into keys.goal_print (goal, clinic, client, position, prints) values (?, ?, ?, ?, ?)
                            on conflict do nothing""")
                    .params(goal, clinic, client.value(), position, prints(clinic, text))
                    .update();
        }
    }

    /**
     * How much of some goals stands in a goal of another client too, 0 to 1, as far as was known at a position; none where
     * nothing is kept of these goals.
     */
    public Optional<Double> cloneIndex(Collection<UUID> goals, long bound) {
        return searching
                .sql("""
                        select max(coalesce((
                            select max(cardinality(common)::float8
                                / (cardinality(own.prints) + cardinality(other.prints) - cardinality(common)))
                            from keys.goal_print other, lateral (select array(
                                select unnest(own.prints) intersect select unnest(other.prints)) common) shared
                            where other.prints && own.prints and other.client <> own.client
                                and other.clinic = own.clinic and other.position <= :bound), 0))
                        from keys.goal_print own where own.goal = any(:goals)""")
                .param("goals", goals.toArray(UUID[]::new))
                .param("bound", bound)
                .query(Double.class)
                .optional();
    }

    private Long[] prints(UUID clinic, String text) {
        var words = Arrays.stream(NO_WORD.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
        return IntStream.rangeClosed(0, Math.max(0, words.size() - TOGETHER))
                .mapToObj(i -> String.join(" ", words.subList(i, Math.min(words.size(), i + TOGETHER))))
                .flatMapToLong(three -> LongStream.of(
                        ByteBuffer.wrap(file.hashOfGoal(clinic, three)).getLong()))
                .distinct()
                .sorted()
                .boxed()
                .toArray(Long[]::new);
    }
}
