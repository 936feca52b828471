-- The history, and what commits together with it: receipts, reservations and the facts that decisions rest on.

create extension if not exists btree_gist;

create table installation (
    only_one boolean primary key default true check (only_one),
    clinic   uuid not null
);

create sequence event_position;

create table event (
    aggregate_identifier uuid        not null,
    sequence_number      bigint      not null,
    position             bigint      not null default nextval('event_position'),
    event_id             uuid        not null,
    aggregate_type       text        not null,
    type                 text        not null,
    revision             text        not null,
    recorded_at          timestamptz not null,
    clinic               uuid        not null,
    client               uuid,
    payload              bytea       not null,
    metadata             bytea       not null,
    primary key (aggregate_identifier, sequence_number)
);
-- plain, not unique: so that the table can be partitioned by aggregate without a migration
create index event_position_idx on event (position);
create index event_id_idx on event (event_id);
create index event_client_idx on event (client, position) where client is not null;

-- The fence: whoever is about to draw a position says beforehand from where on. A reader stops at the lowest such mark,
-- so that it never passes a position that is drawn but not yet committed.
create function fence() returns trigger language plpgsql set search_path from current as $$
begin
    if current_setting('anamnesis.fenced', true) is distinct from '1' then
        perform pg_advisory_xact_lock_shared((1::bigint << 48) | (select last_value from event_position));
        perform set_config('anamnesis.fenced', '1', true);
    end if;
    return null;
end
$$;
create trigger fence before insert on event for each statement execute function fence();

-- One row for each command that was accepted under an idempotency key. The answer holds texts only as sealed.
create table receipt (
    clinic    uuid        not null,
    actor     text        not null,
    key       text        not null,
    request   bytea       not null,
    answer    bytea,
    made_at   timestamptz not null default now(),
    primary key (clinic, actor, key)
);

create table reservation (
    clinic      uuid      not null,
    kind        text      not null,
    resource_id uuid      not null,
    during      tstzrange not null,
    session_id  uuid      not null,
    constraint reservation_overlap
        exclude using gist (clinic with =, kind with =, resource_id with =, during with &&)
);
create index reservation_session_idx on reservation (session_id);

-- Facts: what decisions look up, kept by the events themselves in the transaction that appends them.

create table fact_filled (
    name      text primary key,
    filled_at timestamptz not null default now()
);

create table fact_therapist (
    clinic uuid not null,
    therapist_id uuid primary key,
    event_id     uuid not null
);

create table fact_credential (
    clinic uuid not null,
    credential_id     uuid primary key,
    therapist_id      uuid    not null,
    type              text    not null,
    jurisdiction      text    not null,
    service_types     text[]  not null,
    valid_from        date    not null,
    valid_to          date    not null,
    needs_supervision boolean not null,
    verified_at       timestamptz,
    event_ids         uuid[]  not null
);
create index fact_credential_therapist_idx on fact_credential (therapist_id);

create table fact_place (
    clinic uuid not null,
    place_id     uuid primary key,
    zone         text not null,
    jurisdiction text not null,
    event_id     uuid not null
);

create table fact_attestation (
    clinic uuid not null,
    place_id    uuid primary key,
    qualities   text[]      not null,
    attested_at timestamptz not null,
    valid_until date,
    event_id    uuid        not null
);

create table fact_client (
    clinic uuid not null,
    client_id       uuid primary key,
    jurisdiction    text not null,
    notice_given_at timestamptz,
    event_id        uuid not null
);

create table fact_consent (
    clinic uuid not null,
    consent_id uuid primary key,
    client_id  uuid        not null,
    type       text        not null,
    signed_at  timestamptz not null,
    expires_at timestamptz,
    event_id   uuid        not null
);
create index fact_consent_client_idx on fact_consent (client_id);

create table fact_episode (
    clinic uuid not null,
    episode_id           uuid primary key,
    client_id            uuid    not null,
    service_type         text    not null,
    primary_therapist_id uuid    not null,
    usual_place_id       uuid    not null,
    approved_minutes     integer,
    approval_event_id    uuid,
    event_id             uuid    not null
);
create unique index fact_episode_open_idx on fact_episode (client_id, service_type);

create table fact_session (
    clinic uuid not null,
    session_id   uuid primary key,
    client_id    uuid      not null,
    therapist_id uuid      not null,
    place_id     uuid      not null,
    during       tstzrange not null,
    state        text      not null,
    started_at   timestamptz,
    ended_at     timestamptz,
    event_id     uuid      not null
);
create index fact_session_client_idx on fact_session (client_id, lower(during));
create index fact_session_therapist_idx on fact_session (therapist_id, lower(during));
create index fact_session_place_idx on fact_session (place_id, lower(during));

grant usage on schema ${flyway:defaultSchema} to anamnesis_writer, anamnesis_reader;
grant select on all tables in schema ${flyway:defaultSchema} to anamnesis_writer, anamnesis_reader;
grant select on event_position to anamnesis_reader;
grant usage, select on event_position to anamnesis_writer;
grant insert on installation, event to anamnesis_writer;
grant insert, update, delete on receipt, reservation, fact_filled, fact_therapist, fact_credential, fact_place,
    fact_attestation, fact_client, fact_consent, fact_episode, fact_session to anamnesis_writer;
