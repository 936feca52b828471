-- Whether a rebuild made no row: then a view without rows is as it should be, and not one that was emptied.
alter table rebuild add column is_empty boolean not null default false;
