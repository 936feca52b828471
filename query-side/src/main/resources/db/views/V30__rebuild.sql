-- What was asked to be made again. The process that does it holds the view's advisory lock as long as it lives, so that
-- a row that says it is running and has no lock is one whose process has died.
create table rebuild (
    id           uuid        primary key,
    view         text        not null,
    state        text        not null,
    done         bigint      not null default 0,
    total        bigint      not null default 0,
    cancel_asked boolean     not null default false,
    problem      text,
    started_at   timestamptz not null default clock_timestamp(),
    ended_at     timestamptz
);
create index rebuild_view_idx on rebuild (view, started_at);

grant select on rebuild to anamnesis_reader;
grant select, insert, update on rebuild to anamnesis_writer;
