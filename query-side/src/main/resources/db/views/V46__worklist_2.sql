-- The work list: what somebody has to see to.
drop table worklist_1;
delete from token_entry where processor_name = 'worklist-1';
create table worklist_2 (
    thing_id     uuid primary key,
    kind         text        not null,
    clinic       uuid        not null,
    client_id    uuid        not null,
    therapist_id uuid,
    place_id     uuid,
    starts       timestamptz not null,
    ends         timestamptz not null,
    cause        text        not null,
    caused_by    uuid        not null,
    raised_at    timestamptz not null
);
create index worklist_2_clinic_idx on worklist_2 (clinic, starts, thing_id);

grant select on worklist_2 to anamnesis_reader;
grant select, insert, update, delete, truncate on worklist_2 to anamnesis_writer;
