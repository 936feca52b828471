package org.anamnesis.events.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Hashes, roots and proofs of the tree that RFC 6962 (section 2.1) and RFC 9162 describe. */
final class Merkle {

    /** How many bytes a hash has. */
    static final int HASH = 32;

    private Merkle() {}

    /** Where the hashes of subtrees come from: of those that are complete and begin at a multiple of their size. */
    interface Subtrees {
        byte[] hash(long first, long size);
    }

    static byte[] leaf(byte[] leaf) {
        var digest = sha256();
        digest.update((byte) 0);
        return digest.digest(leaf);
    }

    static byte[] node(byte[] left, byte[] right) {
        var digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** The root of the leaves in {@code [from, to)}, which is a subtree of some tree. */
    static byte[] root(long from, long to, Subtrees subtrees) {
        var size = to - from;
        if (size == 0) {
            return sha256().digest();
        }
        if (Long.bitCount(size) == 1) {
            return subtrees.hash(from, size);
        }
        var middle = from + split(size);
        return node(root(from, middle, subtrees), root(middle, to, subtrees));
    }

    /** What leads from a leaf to the root of the first {@code size} leaves: the path of RFC 6962, 2.1.1. */
    static List<byte[]> inclusion(long index, long size, Subtrees subtrees) {
        var path = new ArrayList<byte[]>();
        climb(index, 0, size, subtrees, path);
        return path;
    }

    private static void climb(long index, long from, long to, Subtrees subtrees, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        var middle = from + split(to - from);
        if (index < middle) {
            climb(index, from, middle, subtrees, path);
            path.add(root(middle, to, subtrees));
        } else {
            climb(index, middle, to, subtrees, path);
            path.add(root(from, middle, subtrees));
        }
    }

    /** What shows that a tree of {@code size} leaves is the smaller one, continued: the proof of RFC 6962, 2.1.2. */
    static List<byte[]> consistency(long smaller, long size, Subtrees subtrees) {
        var proof = new ArrayList<byte[]>();
        if (smaller > 0) {
            descend(smaller, 0, size, true, subtrees, proof);
        }
        return proof;
    }

    private static void descend(
            long smaller, long from, long to, boolean isKnown, Subtrees subtrees, List<byte[]> proof) {
        if (smaller == to) {
            if (!isKnown) {
                proof.add(root(from, to, subtrees));
            }
            return;
        }
        var middle = from + split(to - from);
        if (smaller <= middle) {
            descend(smaller, from, middle, isKnown, subtrees, proof);
            proof.add(root(middle, to, subtrees));
        } else {
            descend(smaller, middle, to, false, subtrees, proof);
            proof.add(root(from, middle, subtrees));
        }
    }

    /** How many leaves stand on the left: the largest power of two below the size. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
