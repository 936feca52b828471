package org.anamnesis.command.privacy.erasure;

import org.anamnesis.command.support.Refusal;

/** Why somebody may hear no who wants another to be erased. */
enum ErasureRefusal implements Refusal {
    /** The record is kept for a dispute. Nothing overrides that. */
    LEGAL_HOLD,
    /** The record has to be kept longer; a legal ground and a second person can shorten that for clients and loved ones. */
    RETENTION_NOT_ELAPSED
}
