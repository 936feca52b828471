-- Where reports find what they are about: what began when, in the order of that time.
create table docket_1 (
    event_id     uuid primary key,
    clinic       uuid        not null,
    kind         text        not null,
    thing_id     uuid        not null,
    client_id    uuid        not null,
    therapist_id uuid,
    at           timestamptz not null,
    position     bigint      not null
);
create index docket_1_kind_idx on docket_1 (clinic, kind, at, thing_id, position);
create index docket_1_therapist_idx on docket_1 (therapist_id, kind, at) where therapist_id is not null;

grant select on docket_1 to anamnesis_reader;
grant select, insert, update, delete, truncate on docket_1 to anamnesis_writer;
