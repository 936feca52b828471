create table worklist_1 (
    session_id   uuid primary key,
    clinic       uuid        not null,
    client_id    uuid        not null,
    therapist_id uuid        not null,
    place_id     uuid        not null,
    starts       timestamptz not null,
    ends         timestamptz not null,
    cause        text        not null,
    caused_by    uuid        not null,
    raised_at    timestamptz not null
);
create index worklist_1_clinic_idx on worklist_1 (clinic, starts, session_id);

grant select on worklist_1 to anamnesis_reader;
grant select, insert, update, delete, truncate on worklist_1 to anamnesis_writer;
