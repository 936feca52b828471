-- A credential as its events have told of it, every order with its day; filled again from the history.
truncate fact_credential;
delete from fact_filled where name = 'fact_credential';
alter table fact_credential
    drop column type,
    drop column jurisdiction,
    drop column service_types,
    drop column valid_from,
    drop column valid_to,
    drop column needs_supervision,
    drop column verified_at,
    drop column event_ids,
    drop column barred,
    drop column restricted_from,
    drop column restricted_to,
    add column licence jsonb not null;
