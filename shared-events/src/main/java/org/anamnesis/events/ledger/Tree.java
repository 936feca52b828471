package org.anamnesis.events.ledger;

import java.util.ArrayList;
import java.util.List;

/** A tree that grows leaf by leaf. It remembers no more than the roots of its complete subtrees, at most one of a size. */
final class Tree {

    /** Hears of each subtree that has become complete. */
    interface Complete {
        void subtree(long first, long size, byte[] hash);
    }

    private final Complete complete;
    private final List<byte[]> peaks = new ArrayList<>();
    private long size;

    Tree(Complete complete) {
        this.complete = complete;
    }

    /** The tree of the first leaves of another one. */
    static Tree of(long size, Merkle.Subtrees subtrees, Complete complete) {
        var tree = new Tree(complete);
        for (long left = size; left > 0; left -= Long.highestOneBit(left)) {
            tree.peaks.add(subtrees.hash(size - left, Long.highestOneBit(left)));
        }
        tree.size = size;
        return tree;
    }

    static Tree copy(Tree other, Complete complete) {
        var tree = new Tree(complete);
        tree.peaks.addAll(other.peaks);
        tree.size = other.size;
        return tree;
    }

    void add(byte[] leafHash) {
        var hash = leafHash;
        var width = 1L;
        for (long left = size; (left & 1) != 0; left >>= 1) {
            hash = Merkle.node(peaks.removeLast(), hash);
            width <<= 1;
            complete.subtree(size + 1 - width, width, hash);
        }
        peaks.add(hash);
        size++;
    }

    long size() {
        return size;
    }

    byte[] root() {
        if (peaks.isEmpty()) {
            return Merkle.root(0, 0, (first, width) -> new byte[0]);
        }
        var root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = Merkle.node(peaks.get(i), root);
        }
        return root;
    }
}
