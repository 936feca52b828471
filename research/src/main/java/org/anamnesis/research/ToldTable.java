package org.anamnesis.research;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Recorded;
import org.jspecify.annotations.Nullable;

/** The events of care, one row each, as they were told. */
final class ToldTable implements AutoCloseable {

    private static final String FIXED = """
            position bigint, event uuid, activity varchar, client uuid, episode uuid, session uuid, therapist uuid,
            place uuid, plan uuid, plan_version integer, series uuid, loved_one uuid, expression uuid, happened timestamp,
            happened_offset integer, day date, planned_at timestamp, planned_offset integer, planned_day date""";
    private static final int EPISODE = 4;
    private static final int SESSION = 5;
    private static final int THERAPIST = 6;
    private static final int PLACE = 7;
    private static final int PLAN = 8;
    private static final int PLAN_VERSION = 9;
    private static final int SERIES = 10;
    private static final int LOVED_ONE = 11;
    private static final int EXPRESSION = 12;
    private static final int AT = 13;
    private static final int PLANNED_AT = 16;
    private static final int ATTRIBUTES = 19;
    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final List<EventAttribute> ALL = List.of(EventAttribute.values());

    private final RowTable table;
    private final @Nullable Object[] values = new @Nullable Object[ATTRIBUTES + ALL.size()];
    private final Map<EventAttribute, Object> attributes = new EnumMap<>(EventAttribute.class);
    private final Row row = new Row();

    ToldTable(Workbench bench) {
        this.table = new RowTable(
                bench,
                "told",
                FIXED + ", "
                        + ALL.stream()
                                .map(each -> each.column() + " " + each.type().sql())
                                .collect(Collectors.joining(", ")));
    }

    /** Begins the next row; there is one at a time. */
    Row row(Recorded<?> recorded, UUID event, UUID client, @Nullable String role) {
        Arrays.fill(values, null);
        attributes.clear();
        values[0] = recorded.position();
        values[1] = event;
        values[2] = recorded.type();
        values[3] = client;
        values[AT] = recorded.recordedAt();
        return row.with(EventAttribute.ROLE, role);
    }

    /** A row, and what is known of it so far. */
    final class Row {

        private Row set(int column, @Nullable Object value) {
            values[column] = value;
            return this;
        }

        Row episode(UUID id) {
            return set(EPISODE, id);
        }

        Row session(UUID id) {
            return set(SESSION, id);
        }

        Row therapist(UUID id) {
            return set(THERAPIST, id);
        }

        Row place(UUID id) {
            return set(PLACE, id);
        }

        Row plan(UUID id, int version) {
            return set(PLAN, id).set(PLAN_VERSION, version);
        }

        Row series(UUID id) {
            return set(SERIES, id);
        }

        Row lovedOne(UUID id) {
            return set(LOVED_ONE, id);
        }

        Row expression(UUID id) {
            return set(EXPRESSION, id);
        }

        /** A moment, by how many minutes the clock on the wall was ahead of UTC then, and which day it was there. */
        private Row moment(int column, Instant at, ZoneId zone) {
            var there = at.atZone(zone);
            return set(column, at)
                    .set(column + 1, there.getOffset().getTotalSeconds() / SECONDS_OF_A_MINUTE)
                    .set(column + 2, there.toLocalDate());
        }

        /** When it happened, and what a reader is to notice. */
        Row occurred(Clinical event, int recordedAfterHours) {
            var occurred = event.occurred();
            return moment(AT, occurred.at(), occurred.zone())
                    .with(EventAttribute.RECORDED_AFTER_HOURS, recordedAfterHours)
                    .with(
                            EventAttribute.FLAGS,
                            Playback.codes(event.flags().stream()
                                    .map(Flag::code)
                                    .distinct()
                                    .sorted()
                                    .toList()));
        }

        /** It has no time of its own, but that of its recording. */
        Row recordedAt(ZoneId zone) {
            return moment(AT, (Instant) Objects.requireNonNull(values[AT]), zone);
        }

        /** For when a session is promised. */
        Row planned(Instant start, ZoneId zone) {
            return moment(PLANNED_AT, start, zone);
        }

        Row with(EventAttribute attribute, @Nullable Object value) {
            if (value != null) {
                attributes.put(attribute, value instanceof Enum<?> code ? code.name() : value);
            }
            return this;
        }

        void add() {
            for (int i = 0; i < ALL.size(); i++) {
                values[ATTRIBUTES + i] = attributes.get(ALL.get(i));
            }
            table.add(values);
        }
    }

    @Override
    public void close() {
        table.close();
    }
}
