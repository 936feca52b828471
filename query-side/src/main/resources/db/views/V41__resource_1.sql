create table resource_1 (
    resource_id uuid primary key,
    clinic      uuid not null,
    kind        text not null,
    name        text not null,
    times       text not null
);
create index resource_1_clinic_idx on resource_1 (clinic, kind, resource_id);

grant select on resource_1 to anamnesis_reader;
grant select, insert, update, delete, truncate on resource_1 to anamnesis_writer;
