-- Every attestation, not only the last one: a session in between is judged by what was attested then.
drop table fact_attestation;
create table fact_attestation (
    clinic      uuid        not null,
    place_id    uuid        not null,
    qualities   text[]      not null,
    attested_at timestamptz not null,
    valid_until date,
    position    bigint      not null,
    event_id    uuid        primary key
);
create index fact_attestation_place_idx on fact_attestation (place_id, attested_at, position);
delete from fact_filled where name = 'fact_attestation';

grant select on fact_attestation to anamnesis_writer, anamnesis_reader;
grant insert, update, delete on fact_attestation to anamnesis_writer;
