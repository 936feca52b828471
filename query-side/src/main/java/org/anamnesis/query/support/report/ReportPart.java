package org.anamnesis.query.support.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.anamnesis.query.support.Items;
import org.jspecify.annotations.Nullable;

/**
 * A part of a report.
 *
 * @param next what to send as {@code cursor} for the part that follows; none at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportPart<R extends ReportRow>(
        Header header, List<R> items, @Nullable String next) implements Items {}
