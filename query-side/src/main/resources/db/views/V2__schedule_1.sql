create table schedule_1 (
    session_id   uuid primary key,
    clinic       uuid        not null,
    client_id    uuid        not null,
    therapist_id uuid        not null,
    place_id     uuid        not null,
    starts       timestamptz not null,
    ends         timestamptz not null,
    format       text        not null,
    status       text        not null
);
create index schedule_1_clinic_idx on schedule_1 (clinic, starts, session_id);
create index schedule_1_client_idx on schedule_1 (client_id, starts, session_id);
create index schedule_1_therapist_idx on schedule_1 (therapist_id, starts, session_id);
create index schedule_1_place_idx on schedule_1 (place_id, starts, session_id);

grant select on schedule_1 to anamnesis_reader;
grant select, insert, update, delete, truncate on schedule_1 to anamnesis_writer;
