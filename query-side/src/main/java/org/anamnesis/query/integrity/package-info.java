/** What shows an outsider that the history is as it was sealed: checkpoints, keys, proofs, bundles and the verifier. */
@NullMarked
package org.anamnesis.query.integrity;

import org.jspecify.annotations.NullMarked;
