-- One data key for each person and protection class, wrapped by the key file, which lies outside the database.

create table key_file (
    only_one boolean primary key default true check (only_one),
    id       uuid        not null,
    made_at  timestamptz not null default now()
);

create table data_key (
    subject    uuid        not null,
    protection text        not null,
    wrapped    bytea       not null,
    made_at    timestamptz not null default now(),
    primary key (subject, protection)
);

grant usage on schema ${flyway:defaultSchema} to anamnesis_writer, anamnesis_reader;
grant select on all tables in schema ${flyway:defaultSchema} to anamnesis_writer, anamnesis_reader;
grant insert on key_file, data_key to anamnesis_writer;
