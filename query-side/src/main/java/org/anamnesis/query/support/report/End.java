package org.anamnesis.query.support.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a report that is sent whole came to its end. One that ends without this was cut off on its way.
 *
 * @param complete whether it is all there
 * @param problem why not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record End(boolean complete, long rowCount, @Nullable String problem) {

    String told() {
        return (complete ? "complete, " : "NOT COMPLETE, ") + rowCount + " rows"
                + (problem == null ? "" : "; " + problem);
    }
}
