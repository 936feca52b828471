-- From when on somebody is supervised: a session before rests on nothing; filled again from the history.
truncate fact_supervision;
delete from fact_filled where name = 'fact_supervision';
alter table fact_supervision add column agreed_at timestamptz not null;
