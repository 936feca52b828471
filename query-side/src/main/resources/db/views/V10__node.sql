-- Which processes follow the history at the moment. Times are the database's.
create table node (
    name    text primary key,
    seen_at timestamptz not null
);

grant select on node to anamnesis_reader;
grant select, insert, update, delete on node to anamnesis_writer;
