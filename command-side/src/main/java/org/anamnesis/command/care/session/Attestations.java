package org.anamnesis.command.care.session;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.RuleProfile;

/** What places have been attested to be like. */
interface Attestations {

    /** Whether a place is attested as the rules want it, at a moment. */
    Fact attested(UUID clinic, PlaceId placeId, Instant at, ZoneId zone, RuleProfile rules);
}
