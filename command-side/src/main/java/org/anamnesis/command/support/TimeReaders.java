package org.anamnesis.command.support;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Times as the API takes them: an instant says its offset, and all lie in years that a record can be about. */
final class TimeReaders {

    private TimeReaders() {}

    static final class OfInstants extends StdDeserializer<Instant> {

        OfInstants() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            try {
                var time = OffsetDateTime.parse(parser.getString());
                Moment.inRange(time.toLocalDate());
                return time.toInstant();
            } catch (DateTimeException | IllegalArgumentException wrong) {
                throw context.weirdStringException(parser.getString(), Instant.class, "no instant");
            }
        }
    }

    static final class OfDays extends StdDeserializer<LocalDate> {

        OfDays() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return Moment.inRange(LocalDate.parse(parser.getString()));
            } catch (DateTimeException | IllegalArgumentException wrong) {
                throw context.weirdStringException(parser.getString(), LocalDate.class, "no day");
            }
        }
    }
}
