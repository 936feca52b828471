-- When therapists and places can be planned with: hours of the week, absences, closures.
create table fact_availability (
    clinic      uuid not null,
    resource_id uuid not null,
    kind        text not null,
    zone        text,
    weekly      text[],
    during      tstzrange,
    event_id    uuid primary key
);
create index fact_availability_resource_idx on fact_availability (resource_id, kind);
grant select on fact_availability to anamnesis_writer, anamnesis_reader;
grant insert, update, delete on fact_availability to anamnesis_writer;

-- Attestations and consents can be taken back, and episodes end.
alter table fact_attestation add column withdrawn_at timestamptz;
alter table fact_consent add column revoked_at timestamptz;
alter table fact_episode add column ended_at timestamptz;
drop index fact_episode_open_idx;
create unique index fact_episode_open_idx on fact_episode (client_id, service_type) where ended_at is null;

-- To which episode a session belongs, and how it is held; filled again from the history.
truncate fact_session;
delete from fact_filled where name = 'fact_session';
alter table fact_session
    add column episode_id uuid not null,
    add column format     text not null;
create index fact_session_episode_idx on fact_session (episode_id);
