-- What an erasure is judged by: who is known, since when, under a legal hold or not; filled again from the history.
truncate fact_client;
truncate fact_therapist;
delete from fact_filled where name in ('fact_client', 'fact_therapist');
alter table fact_client
    add column registered_at timestamptz not null,
    add column held          boolean     not null default false,
    add column erased        boolean     not null default false;
alter table fact_therapist add column erased boolean not null default false;

create table fact_loved_one (
    clinic       uuid    not null,
    loved_one_id uuid    primary key,
    client_id    uuid    not null,
    erased       boolean not null default false,
    event_id     uuid    not null
);

grant select on fact_loved_one to anamnesis_writer, anamnesis_reader;
grant insert, update, delete on fact_loved_one to anamnesis_writer;
