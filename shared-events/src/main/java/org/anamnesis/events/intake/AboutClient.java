package org.anamnesis.events.intake;

/** An event of a client's record. */
public interface AboutClient extends MayBeAboutClient {

    @Override
    ClientId clientId();
}
