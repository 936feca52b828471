-- Under which keyed hashes a client's name can be found. It lies beside the data keys because it goes when they go.
create table client_name (
    clinic uuid  not null,
    hash   bytea not null,
    client uuid  not null,
    primary key (clinic, hash, client)
);
create index client_name_client_idx on client_name (client);

grant select on client_name to anamnesis_writer, anamnesis_reader;
grant insert, delete on client_name to anamnesis_writer;
