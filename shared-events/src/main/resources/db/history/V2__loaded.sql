-- What was brought in once and for all, such as the demo clinic.
create table loaded (
    name      text primary key,
    loaded_at timestamptz not null default now()
);

grant select on loaded to anamnesis_writer, anamnesis_reader;
grant insert on loaded to anamnesis_writer;
