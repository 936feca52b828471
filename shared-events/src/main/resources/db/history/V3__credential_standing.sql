-- From when to when a credential entitles to nothing, because it is suspended or revoked; and to what it is restricted.
alter table fact_credential
    add column barred tstzmultirange not null default '{}',
    add column restricted_from timestamptz,
    add column restricted_to   text[];
