-- Which documents of rules a clinic goes by, and when; with the position of the event that said so, and of the last one.
create table fact_rule_profile (
    clinic          uuid        not null,
    rule_profile_id uuid        primary key,
    document        jsonb       not null,
    effective_from  timestamptz not null,
    effective_to    timestamptz,
    position        bigint      not null,
    changed         bigint      not null,
    event_id        uuid        not null
);
create index fact_rule_profile_changed_idx on fact_rule_profile (clinic, changed);
grant select on fact_rule_profile to anamnesis_writer, anamnesis_reader;
grant insert, update, delete on fact_rule_profile to anamnesis_writer;

-- There are few events about rules among many others, and whoever judges history again looks for all of them.
create index event_rule_profile_idx on event (clinic, position) where aggregate_type = 'RuleProfile';
