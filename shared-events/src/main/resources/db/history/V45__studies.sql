-- What data may be handed out for.
create table fact_study (
    clinic      uuid        not null,
    study_id    uuid        primary key,
    ends        date        not null,
    ended_at    timestamptz,
    event_id    uuid        not null
);

-- Which data sets were asked for, and what became of that; in the order in which they were.
create table fact_dataset_export (
    clinic      uuid        not null,
    export_id   uuid        primary key,
    study_id    uuid        not null,
    state       text        not null,
    requested_at timestamptz not null,
    event_id    uuid        not null
);
create index fact_dataset_export_requested_idx on fact_dataset_export (requested_at, export_id) where state = 'REQUESTED';
create index fact_dataset_export_study_idx on fact_dataset_export (study_id, requested_at);

-- How far the one that is being made has come.
create table export_progress (
    export_id uuid        primary key,
    done      bigint      not null,
    total     bigint      not null,
    at        timestamptz not null default clock_timestamp()
);

grant select on fact_study, fact_dataset_export, export_progress to anamnesis_writer, anamnesis_reader;
grant insert, update, delete on fact_study, fact_dataset_export, export_progress to anamnesis_writer;
