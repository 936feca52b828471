package org.anamnesis.events.keys;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.intake.ClientId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds clients by name without holding names: each word of a name, and each of its beginnings from three letters on, is
 * kept as a keyed hash, apart from the history.
 */
public final class NameIndex {

    public static final UUID START = new UUID(0, 0);

    private static final int SHORTEST_BEGINNING = 3;

    private final JdbcClient keeping;
    private final Vault vault;
    private final JdbcClient searching;
    private final KeyFile file;

    NameIndex(JdbcClient keeping, Vault vault, JdbcClient searching, KeyFile file) {
        this.keeping = keeping;
        this.vault = vault;
        this.searching = searching;
        this.file = file;
    }

    /** From now on a client is found by this name and by no other. */
    public void keep(UUID clinic, ClientId client, Sealed name) {
        keeping.sql("delete from keys.client_name where client = ?")
                .param(client.value())
                .update();
        var text = vault.open(name, client.value());
        if (!text.equals(Vault.ERASED) && !text.equals(Vault.DAMAGED)) {
            var parts = NameWords.of(text).stream().flatMap(NameIndex::beginnings);
            keeping.sql("insert into keys.client_name (clinic, hash, client) select ?, unnest(?), ?")
                    .params(clinic, hashes(clinic, parts), client.value())
                    .update();
        }
    }

    /**
     * The clients whose names have all these words, or words that begin so, by id.
     *
     * @param among only these; all if empty
     * @param after the id after which to go on, from {@link #START}
     */
    public List<UUID> find(UUID clinic, Optional<Set<UUID>> among, Set<String> words, UUID after, int limit) {
        var hashes = hashes(clinic, words.stream());
        return searching
                .sql("""
                        select client from keys.client_name
                        where clinic = ? and hash = any(?) and client > ? and client = any(coalesce(?, array[client]))
                        group by client having count(*) = ? order by client limit ?""")
                .params(Arrays.asList(
                        clinic,
                        hashes,
                        after,
                        among.map(clients -> clients.toArray(UUID[]::new)).orElse(null),
                        hashes.length,
                        limit))
                .query(UUID.class)
                .list();
    }

    private byte[][] hashes(UUID clinic, Stream<String> parts) {
        return parts.collect(toSet()).stream()
                .map(part -> file.hashOfName(clinic, part))
                .toArray(byte[][]::new);
    }

    private static Stream<String> beginnings(String word) {
        var letters = word.codePointCount(0, word.length());
        return IntStream.rangeClosed(Math.min(SHORTEST_BEGINNING, letters), letters)
                .mapToObj(length -> word.substring(0, word.offsetByCodePoints(0, length)));
    }
}
