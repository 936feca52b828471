package org.anamnesis.command.care.session;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.anamnesis.command.support.Fact;
import org.anamnesis.command.support.RuleProfile;
import org.anamnesis.events.facility.PlaceId;

/** What places have been attested to be like. */
interface Attestations {

    /** Whether a place is attested as the rules want it, at a moment. */
    Fact attested(UUID clinic, PlaceId placeId, Instant at, ZoneId zone, RuleProfile rules);
}
