-- How far each policy has followed the history.
create table policy (
    name     text primary key,
    position bigint not null
);

grant select on policy to anamnesis_writer, anamnesis_reader;
grant insert, update on policy to anamnesis_writer;
