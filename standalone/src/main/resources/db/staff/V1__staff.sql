-- Who may sign in here, and who is signed in. Nobody can sign in with what is kept: it is hashed or sealed.

create table account (
    name       text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    roles      text[]      not null check (cardinality(roles) > 0),
    password   text,
    secret     text, -- of the one-time codes, sealed
    last_step  bigint      not null default 0, -- of the last one-time code, which is taken once
    is_demo    boolean     not null,
    invited_by text        not null,
    invited_at timestamptz not null default now(),
    locked_at  timestamptz,
    left_at    timestamptz
);

create table invitation (
    hash    bytea primary key,
    account text        not null unique references account on delete cascade,
    expires timestamptz not null
);

-- By any name that somebody tried, whether there is such an account or not.
create table attempt (
    name  bytea primary key,
    wrong int         not null,
    at    timestamptz not null
);

-- What a session, its codes and its tokens hang on: they end with it.
create table sign_in (
    id      uuid primary key,
    account text        not null references account on delete cascade,
    begun   timestamptz not null default now(),
    used    timestamptz not null default now()
);
create index sign_in_account_idx on sign_in (account);

create table code (
    hash         bytea primary key,
    sign_in      uuid        not null references sign_in on delete cascade,
    redirect_uri text,
    challenge    text        not null,
    made         timestamptz not null default now(),
    is_spent     boolean     not null default false
);
create index code_sign_in_idx on code (sign_in);

create table refresh_token (
    hash     bytea primary key,
    sign_in  uuid        not null references sign_in on delete cascade,
    made     timestamptz not null default now(),
    is_spent boolean     not null default false
);
create index refresh_token_sign_in_idx on refresh_token (sign_in);

grant usage on schema ${flyway:defaultSchema} to anamnesis_writer, anamnesis_reader;
grant select, insert, update, delete on account, invitation, attempt, sign_in, code, refresh_token to anamnesis_writer;
grant select on sign_in to anamnesis_reader;
