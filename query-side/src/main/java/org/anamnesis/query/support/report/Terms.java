package org.anamnesis.query.support.report;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * How every report is asked for.
 *
 * @param asOf as things were at this time: an instant, or the end of a day in the clinic's zone; now if absent
 * @param knownAt as they were known at this time: what had been sealed by then; now if absent
 * @param format {@code json}, a part at a time; {@code ndjson}, {@code csv} or {@code pdf}, whole
 * @param limit how many rows a part has at the most, 1 to 200
 * @param cursor where a part begins, as the one before said
 */
public record Terms(
        @Parameter(description = "as things were at this time: an instant, or the end of a day; now if absent")
        @Nullable
        String asOf,

        @Parameter(description = "as they were known at this time; now if absent") @Nullable
        String knownAt,

        @Parameter(description = "json, a part at a time; ndjson, csv or pdf, whole") @Nullable
        String format,

        @Parameter(description = "how many rows a part has at the most, 1 to 200") @Nullable
        Integer limit,

        @Parameter(description = "where a part begins, as the one before said") @Nullable
        String cursor) {}
