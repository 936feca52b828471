package org.anamnesis.events.research;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold before anything is handed out.
 *
 * @param k how many clients at least share each combination of quasi-identifiers, each value of a cell and each beginning
 *     of a course; 11 is what US federal health data go by
 * @param l how many values of each sensitive attribute at least there are among those who share such a combination
 * @param traceKnowledge how many of the first things that happened to a client somebody outside may know
 * @param mostSuppressed which share of the clients may be left out so that the rest is safe, in percent
 */
public record ReleaseRules(
        int k,
        int l,
        int traceKnowledge,
        int mostSuppressed,
        List<QuasiIdentifier> quasiIdentifiers,
        List<SensitiveAttribute> sensitive) {

    private static final int CELL = 11;
    private static final int DIVERSE = 2;
    private static final int KNOWN = 4;
    private static final int FIFTH = 20;

    @JsonCreator
    static ReleaseRules of(
            @Nullable Integer k,
            @Nullable Integer l,
            @Nullable Integer traceKnowledge,
            @Nullable Integer mostSuppressed,
            @Nullable List<QuasiIdentifier> quasiIdentifiers,
            @Nullable List<SensitiveAttribute> sensitive) {
        return new ReleaseRules(
                k == null ? CELL : k,
                l == null ? DIVERSE : l,
                traceKnowledge == null ? KNOWN : traceKnowledge,
                mostSuppressed == null ? FIFTH : mostSuppressed,
                quasiIdentifiers == null ? List.of(QuasiIdentifier.values()) : quasiIdentifiers,
                sensitive == null ? List.of(SensitiveAttribute.values()) : sensitive);
    }

    /** What holds where a study says nothing else. */
    public static ReleaseRules usual() {
        return of(null, null, null, null, null, null);
    }
}
