-- A new wrapping key on its way to the other nodes: itself wrapped by the one before, which they have.
create table wrapping_key (
    name    text        primary key,
    wrapped bytea       not null,
    made_at timestamptz not null default clock_timestamp()
);

-- What is being wrapped anew. The process that does it holds an advisory lock as long as it lives, so that a row that
-- says it is running and has no lock is one whose process has died.
create table rotation (
    id           uuid        primary key,
    state        text        not null,
    renewed      boolean     not null default false,
    done         bigint      not null default 0,
    total        bigint      not null default 0,
    cancel_asked boolean     not null default false,
    problem      text,
    started_at   timestamptz not null default clock_timestamp(),
    ended_at     timestamptz
);

grant select on wrapping_key, rotation to anamnesis_writer, anamnesis_reader;
