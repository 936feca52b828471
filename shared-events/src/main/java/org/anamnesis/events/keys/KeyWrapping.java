package org.anamnesis.events.keys;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;

/**
 * Wraps data keys, each bound to its owner, by a key that never lies in the database. What was altered, or belongs to
 * another owner, does not unwrap and is a {@link GeneralSecurityException}.
 */
interface KeyWrapping {

    /** Wraps by the newest wrapping key. */
    byte[] wrap(KeysetHandle key, byte[] owner) throws GeneralSecurityException;

    KeysetHandle unwrap(byte[] wrapped, byte[] owner) throws GeneralSecurityException;

    /** The name of the wrapping key that wraps now. */
    String newest() throws GeneralSecurityException;

    /** The name of the wrapping key that this was wrapped by. */
    String wrappedBy(byte[] wrapped) throws GeneralSecurityException;

    /** Makes a new wrapping key, which wraps from now on. What earlier ones have wrapped still unwraps, on every node. */
    void renew() throws GeneralSecurityException;
}
