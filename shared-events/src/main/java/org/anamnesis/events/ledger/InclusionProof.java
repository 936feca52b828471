package org.anamnesis.events.ledger;

import java.util.List;

/**
 * What shows that a row is a leaf of a sealed tree.
 *
 * @param index which leaf it is, from 0
 * @param leaf the hash of the row as it was sealed
 * @param path from the leaf to the checkpoint's root, as RFC 9162 has it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record InclusionProof(Checkpoint at, long index, long position, byte[] leaf, List<byte[]> path) {}
