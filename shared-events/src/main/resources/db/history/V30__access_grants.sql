-- What outside bodies were granted to read, for how long, and whether it was ended.
create table fact_access_grant (
    clinic     uuid        not null,
    grant_id   uuid        primary key,
    therapists uuid[]      not null,
    clients    uuid[]      not null,
    first_day  date,
    end_day    date,
    reports    text[]      not null,
    begins_at  timestamptz not null,
    until      timestamptz not null,
    copies     boolean     not null,
    identities boolean     not null,
    ended_at   timestamptz,
    event_id   uuid        not null
);

grant select on fact_access_grant to anamnesis_writer, anamnesis_reader;
grant insert, update, delete on fact_access_grant to anamnesis_writer;

-- By which grant a look was taken, and what was asked. What is asked as such, like a report, is on record with no client.
alter table access_record
    alter column client drop not null,
    add column access_grant uuid,
    add column asked text;
create index access_record_access_grant_idx on access_record (access_grant, id) where access_grant is not null;
