package org.anamnesis.query.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Deviating;
import org.jspecify.annotations.Nullable;

/** A departure from what was agreed, and why, for those who may read that. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Departure(String code, String label, @Nullable String reason) {

    /** What an event departed from. */
    public static List<Departure> of(Object event, UUID aggregate, Look look) {
        return event instanceof Deviating deviating
                ? deviating.deviations().stream()
                        .map(each -> new Departure(
                                each.code(), Teller.deviation(each.code()), look.words(each.reason(), aggregate)))
                        .toList()
                : List.of();
    }

    @Override
    public String toString() {
        return label + (reason == null ? "" : ": " + reason);
    }
}
