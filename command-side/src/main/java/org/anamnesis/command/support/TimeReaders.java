package org.anamnesis.command.support;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
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

    /** Names of the IANA time zone database only: an offset alone would be wrong for half of the year. */
    static final class OfZones extends StdDeserializer<ZoneId> {

        OfZones() {
            super(ZoneId.class);
        }

        @Override
        public ZoneId deserialize(JsonParser parser, DeserializationContext context) {
            var name = parser.getString();
            if (name == null || !ZoneId.getAvailableZoneIds().contains(name)) {
                throw context.weirdStringException(name, ZoneId.class, "no time zone");
            }
            return ZoneId.of(name);
        }
    }
}
