-- With what the program of an outside body gets its tokens, while its grant of access is live: hashed.

create table board_client (
    grant_id uuid primary key,
    secret   text        not null,
    given_by text        not null,
    given_at timestamptz not null default now(),
    is_demo  boolean     not null
);

grant select, insert, update, delete on board_client to anamnesis_writer;
