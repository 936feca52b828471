package org.anamnesis.research;

import java.util.List;
import java.util.stream.Collectors;

/** A data set, or a question to one, that is not to be had: why not, and what would pass. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What kind of no it is. */
    public enum Kind {
        /** What was asked is not well said: a study file, a measure, a manifest. */
        MALFORMED,
        /** The study is over, or nobody approved it. */
        NOT_APPROVED,
        /** Somebody could be found in what would be handed out. */
        NOT_SAFE,
        /** What a manifest says cannot be made again. */
        NOT_REPRODUCIBLE,
        /** Where it would be written is no place for it. */
        NO_PLACE
    }

    private final Kind kind;
    private final transient List<Reason> reasons;

    /**
     * One reason.
     *
     * @param check what was looked at: a release check, or a place in a file
     * @param found what was found
     * @param wouldPass what would pass instead; empty where nothing would
     */
    public record Reason(String check, String found, String wouldPass) {

        @Override
        public String toString() {
            return check + ": " + found + (wouldPass.isEmpty() ? "" : " " + wouldPass);
        }
    }

    public Refused(Kind kind, List<Reason> reasons) {
        super(reasons.stream().map(Reason::toString).collect(Collectors.joining("\n")), null, false, false);
        this.kind = kind;
        this.reasons = reasons;
    }

    Refused(Kind kind, String check, String found, String wouldPass) {
        this(kind, List.of(new Reason(check, found, wouldPass)));
    }

    public Kind kind() {
        return kind;
    }

    public List<Reason> reasons() {
        return reasons;
    }
}
