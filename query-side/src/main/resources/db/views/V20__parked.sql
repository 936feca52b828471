-- Events that a view could not fold, and all that came after them in the same sequence, until they are folded again.
create table parked (
    id        bigint generated always as identity,
    view      text        not null,
    sequence  uuid        not null,
    position  bigint      not null,
    clinic    uuid        not null,
    event_id  uuid        not null,
    type      text        not null,
    error     text,
    hash      text,
    parked_at timestamptz not null default now(),
    attempts  integer     not null,
    primary key (view, sequence, position)
);
create index parked_clinic_idx on parked (clinic, id);

grant select on parked to anamnesis_reader;
grant select, insert, update, delete on parked to anamnesis_writer;
