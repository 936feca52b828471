package org.anamnesis.events.web;

import java.util.List;
import java.util.Map;

/** An answer that is not the one hoped for: what is wrong, in words that hold nothing personal. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ProblemType type;
    private final transient Map<String, Object> more;

    public Problem(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public Problem(ProblemType type, String detail, Map<String, Object> more) {
        super(detail, null, false, false);
        this.type = type;
        this.more = more;
    }

    /** A request with faults, each at its place. */
    public static Problem malformed(List<Fault> faults) {
        return new Problem(ProblemType.MALFORMED, "See the entries under errors.", Map.of("errors", faults));
    }

    public static Problem malformed(String at, String detail) {
        return malformed(List.of(new Fault(at, detail)));
    }

    /** An id in the request that means nothing to whoever asks. */
    public static Problem unknown(String field) {
        return new Problem(ProblemType.NOT_FOUND, "Nothing is known by this id.", Map.of("field", field));
    }

    public ProblemType type() {
        return type;
    }

    public Map<String, Object> more() {
        return more;
    }

    /**
     * One thing wrong with a request.
     *
     * @param at where: a JSON pointer into the body, or the name of a parameter or header
     */
    public record Fault(String at, String detail) {}
}
