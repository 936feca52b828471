package org.anamnesis.standalone.signin;

import org.anamnesis.events.store.Schemas;
import org.springframework.stereotype.Component;

/** The staff's own schema, migrated before anything reads or writes it. */
@Component
@WithOwnIssuer
final class StaffSchema {

    StaffSchema(Schemas schemas) {
        schemas.migrate("staff");
    }
}
