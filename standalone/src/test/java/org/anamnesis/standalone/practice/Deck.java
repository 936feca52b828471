package org.anamnesis.standalone.practice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Cards, shuffled and dealt, and shuffled again when all are dealt: each kind turns up as often as it should. */
final class Deck<T> {

    private final Random random;
    private final List<T> cards;
    private final Deque<T> left = new ArrayDeque<>();

    Deck(long seed, List<T> cards) {
        this.random = new Random(seed);
        this.cards = cards;
    }

    T deal() {
        if (left.isEmpty()) {
            var shuffled = new ArrayList<>(cards);
            Collections.shuffle(shuffled, random);
            left.addAll(shuffled);
        }
        return left.removeFirst();
    }
}
