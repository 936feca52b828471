package org.anamnesis.query.support;

import java.util.List;
import java.util.function.Function;
import org.anamnesis.events.web.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** How lists are answered: a part at a time, with a pointer to the next. */
public final class Listing {

    public static final int DEFAULT = 50;

    public static final String DEFAULT_LIMIT = "" + DEFAULT;

    private static final int MOST = 200;

    private Listing() {}

    /** How many items may be asked for at once. */
    public static int limit(int asked) {
        if (asked < 1 || asked > MOST) {
            throw Problem.malformed("limit", "1 to 200 is expected");
        }
        return asked;
    }

    /**
     * An answer from one item more than was asked for, if there are so many.
     *
     * @param cursor where the list continues after an item
     */
    public static <R, T> ResponseEntity<Page<T>> answer(
            List<R> found, int limit, Function<R, Cursor> cursor, Function<R, T> item) {
        var shown = found.stream().limit(limit).toList();
        var items = shown.stream().map(item).toList();
        if (found.size() <= limit) {
            return ResponseEntity.ok(new Page<>(items, null));
        }
        var next = cursor.apply(shown.getLast()).written();
        return ResponseEntity.ok().header(HttpHeaders.LINK, linkTo(next)).body(new Page<>(items, next));
    }

    /** The header that points to the next part (RFC 8288). */
    public static String linkTo(String next) {
        var link = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("cursor", next)
                .build()
                .toUriString();
        return "<" + link + ">; rel=\"next\"";
    }
}
