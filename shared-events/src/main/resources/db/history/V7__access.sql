-- Which sign-in acts as a therapist; filled again from the history.
truncate fact_therapist;
delete from fact_filled where name = 'fact_therapist';
alter table fact_therapist add column account text;
create index fact_therapist_account_idx on fact_therapist (account);

-- Who is looked after by whom, asked by client and by therapist.
create index fact_episode_client_idx on fact_episode (client_id);
create index fact_episode_therapist_idx on fact_episode (primary_therapist_id);

-- Who supervises whom.
create table fact_supervision (
    clinic        uuid not null,
    supervision_id uuid primary key,
    supervisor_id uuid not null,
    supervisee_id uuid not null,
    ended_at      timestamptz,
    event_id      uuid not null
);
create index fact_supervision_supervisor_idx on fact_supervision (supervisor_id);
create index fact_supervision_supervisee_idx on fact_supervision (supervisee_id);

-- For whom the glass is broken, for how long, and whether somebody has looked into it.
create table fact_break_glass (
    clinic         uuid        not null,
    break_glass_id uuid primary key,
    client_id      uuid        not null,
    account        text        not null,
    until          timestamptz not null,
    reviewed_at    timestamptz,
    event_id       uuid        not null
);
create index fact_break_glass_client_idx on fact_break_glass (client_id, account);

-- Every look at a client's data, before it was answered. Only added to.
create table access_record (
    id           bigint generated always as identity primary key,
    at           timestamptz not null default clock_timestamp(),
    clinic       uuid        not null,
    actor        text        not null,
    on_behalf_of text,
    role         text,
    client       uuid        not null,
    kind         text        not null,
    purpose      text,
    legal_basis  text,
    answered     integer     not null,
    outcome      text        not null,
    break_glass  uuid,
    request_id   text        not null
);
create index access_record_client_idx on access_record (client, id);
create index access_record_break_glass_idx on access_record (break_glass) where break_glass is not null;

create function never_changed() returns trigger language plpgsql as $$
begin
    raise exception 'this is only ever added to' using errcode = '42501';
end
$$;
create trigger never_changed before update or delete or truncate on access_record
    for each statement execute function never_changed();

grant select on fact_supervision, fact_break_glass, access_record to anamnesis_writer, anamnesis_reader;
grant insert, update, delete on fact_supervision, fact_break_glass to anamnesis_writer;
grant insert on access_record to anamnesis_writer, anamnesis_reader;
