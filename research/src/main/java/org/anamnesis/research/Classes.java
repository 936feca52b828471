package org.anamnesis.research;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.events.research.QuasiIdentifier;
import org.anamnesis.events.research.ReleaseRules;

/**
 * Clients who share all that somebody outside may know of them. A client with several episodes is known by all of them
 * together. A class is safe if enough clients share it, and if what must not be learned differs enough among them.
 */
final class Classes {

    private final Workbench bench;
    private final ReleaseRules rules;
    private final List<QuasiIdentifier> declared;

    Classes(Workbench bench, ReleaseRules rules, List<QuasiIdentifier> declared) {
        this.bench = bench;
        this.rules = rules;
        this.declared = declared;
    }

    /** How many of the clients who are still in it stand in a class that is not safe. */
    long unsafe(Ladder ladder) {
        return bench.number("with " + classes(ladder) + " select coalesce(sum(n), 0) from classes where " + isUnsafe());
    }

    /** The size of the smallest class, how many classes there are, and how many hold one client only. */
    Sizes sizes(Ladder ladder) {
        return bench.list(
                        "with " + classes(ladder)
                                + " select coalesce(min(n), 0), count(*), count(*) filter (n = 1) from classes",
                        row -> new Sizes(row.getLong(1), row.getLong(2), row.getLong(3)))
                .getFirst();
    }

    /** Classes of clients, counted. */
    record Sizes(long smallest, long classes, long ofOne) {}

    /** Leaves those out who stand in a class that is not safe. Answers how many. */
    long leaveOut(Ladder ladder) {
        var before = Release.clients(bench);
        bench.run("delete from released where client in (with " + classes(ladder)
                + " select client from described join classes using (class) where " + isUnsafe() + ")");
        return before - Release.clients(bench);
    }

    /**
     * Tells less, step by step, until few enough would have to be left out: each time the quasi-identifier less exactly
     * that helps the most clients.
     */
    Ladder climb(Ladder from, long tolerated) {
        var ladder = from;
        var unsafe = unsafe(ladder);
        while (unsafe > tolerated) {
            var best = ladder;
            var fewest = Long.MAX_VALUE;
            for (var of : declared) {
                if (ladder.canBeLess(of)) {
                    var next = unsafe(ladder.less(of));
                    if (next < fewest) {
                        fewest = next;
                        best = ladder.less(of);
                    }
                }
            }
            if (best == ladder) {
                return ladder;
            }
            ladder = best;
            unsafe = fewest;
        }
        return ladder;
    }

    private String classes(Ladder ladder) {
        var known = declared.stream()
                .map(of -> "coalesce((" + ladder.told(of) + ")::varchar, '-')")
                .collect(joining(", ", "concat_ws('|', '', ", ")"));
        var sensitive = new ArrayList<String>();
        for (var attribute : rules.sensitive()) {
            sensitive.add(
                    switch (attribute) {
                        case DISCHARGE_REASON -> "string_agg(discharge_reason, ' ' order by ordinal)";
                        case FEELING -> "any_value(feeling)";
                    });
        }
        return "described as (select client, string_agg(" + (declared.isEmpty() ? "''" : known)
                + ", ' / ' order by ordinal) as class"
                + Stream.iterate(0, i -> i < sensitive.size(), i -> i + 1)
                        .map(i -> ", " + sensitive.get(i) + " as s" + i)
                        .collect(joining())
                + " from quasi semi join released using (client) group by client),"
                + " classes as (select class, count(*) as n"
                + Stream.iterate(0, i -> i < sensitive.size(), i -> i + 1)
                        .map(i -> ", count(distinct s" + i + ") as d" + i)
                        .collect(joining())
                + " from described group by class)";
    }

    private String isUnsafe() {
        return "(n < " + rules.k()
                + Stream.iterate(0, i -> i < rules.sensitive().size(), i -> i + 1)
                        .map(i -> " or d" + i + " < " + rules.l())
                        .collect(joining())
                + ")";
    }
}
