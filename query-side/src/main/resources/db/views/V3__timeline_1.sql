create table timeline_1 (
    position     bigint primary key,
    event_id     uuid        not null,
    clinic       uuid        not null,
    client_id    uuid        not null,
    session_id   uuid,
    kind         text        not null,
    type         text        not null,
    aggregate_id uuid        not null,
    occurred_at  timestamptz not null,
    recorded_at  timestamptz not null,
    late_entry   boolean     not null,
    title        text        not null,
    quotes       text        not null,
    flags        text        not null
);
create index timeline_1_client_idx on timeline_1 (client_id, occurred_at, position);

grant select on timeline_1 to anamnesis_reader;
grant select, insert, update, delete, truncate on timeline_1 to anamnesis_writer;
