package org.anamnesis.query.lookup;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.anamnesis.events.keys.NameIndex;
import org.anamnesis.events.keys.NameWords;
import org.anamnesis.events.web.Problem;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds clients by name. */
@RestController
class FindClientsController {

    private static final int LONGEST = 200;
    private static final int SHORTEST_WORD = 2;

    private final NameIndex names;
    private final Things things;
    private final Readers readers;

    FindClientsController(NameIndex names, Things things, Readers readers) {
        this.names = names;
        this.things = things;
        this.readers = readers;
    }

    /**
     * The clients whose names have all the words asked for, by id. Case and accents make no difference.
     *
     * @param name words, or their beginnings of at least three letters or digits; a word of two is found as a whole only
     */
    @GetMapping("/api/v1/clients")
    ResponseEntity<Page<FoundClient>> clients(
            @RequestParam String name,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var look = readers.demandAmong(Readers.SCHEDULE);
        var words = words(name);
        var most = Listing.limit(limit);
        var after = cursor == null ? NameIndex.START : Cursor.read(cursor).uuid();
        var ids = names.find(look.clinic(), look.among(), words, after, most + 1);
        var found = things.some(look, ids, FoundClient::fold);
        return Listing.answer(
                ids.stream().map(found::get).filter(Objects::nonNull).toList(),
                most,
                client -> new Cursor(Instant.EPOCH, client.clientId().toString()),
                client -> client);
    }

    private static Set<String> words(String name) {
        var words = NameWords.of(name);
        if (name.length() > LONGEST
                || name.chars().anyMatch(Character::isISOControl)
                || words.isEmpty()
                || words.stream().anyMatch(word -> word.codePointCount(0, word.length()) < SHORTEST_WORD)) {
            throw Problem.malformed(
                    "name",
                    "one or more words of at least 3 letters or digits are expected, 200 characters in all; a word of 2"
                            + " is found as a whole only");
        }
        return words;
    }
}
