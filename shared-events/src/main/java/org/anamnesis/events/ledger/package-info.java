/**
 * The ledger: whoever changes, removes or adds to the history afterwards is found out. Rows are the leaves of a Merkle
 * tree (RFC 6962, RFC 9162) in the order of their positions; its root is signed at least once a second while there is
 * work, with a key that lies outside the database, and kept by witnesses outside it too.
 *
 * <p>A leaf is a row exactly as PostgreSQL gives it out in binary: each column of {@link Log#columns()} in order, its
 * length as a big-endian 32-bit number (-1 for null) and its bytes. Nulls at the end are left out, so that columns may be
 * added at the end, if they may be null, and what was sealed before stays as it was.
 */
@NullMarked
package org.anamnesis.events.ledger;

import org.jspecify.annotations.NullMarked;
