-- How far each view has followed the history, beside the rows it is about.
create table token_entry (
    processor_name text    not null,
    segment        integer not null,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    primary key (processor_name, segment)
);

grant usage on schema ${flyway:defaultSchema} to anamnesis_writer, anamnesis_reader;
grant select on token_entry to anamnesis_reader;
grant select, insert, update, delete on token_entry to anamnesis_writer;
