-- Looks have a fence as events have one: whoever is about to draw an id says beforehand from where on.
create function fence_of_looks() returns trigger language plpgsql set search_path from current as $$
begin
    if current_setting('anamnesis.fenced_looks', true) is distinct from '1' then
        perform pg_advisory_xact_lock_shared((2::bigint << 48) | (select last_value from access_record_id_seq));
        perform set_config('anamnesis.fenced_looks', '1', true);
    end if;
    return null;
end
$$;
create trigger fence_of_looks before insert on access_record for each statement execute function fence_of_looks();
grant select on sequence access_record_id_seq to anamnesis_writer, anamnesis_reader;

create trigger never_changed before update or delete or truncate on event
    for each statement execute function never_changed();

-- The public keys that checkpoints are signed with, and the note by which the one before vouches for each.
create table ledger_key (
    number     integer     primary key,
    public_key bytea       not null unique,
    note       text,
    since      timestamptz not null default clock_timestamp()
);

-- Each checkpoint, and what it sealed beyond the one before: positions and hashes of the leaves from index `first` on.
create table ledger_checkpoint (
    log       text        not null,
    size      bigint      not null,
    first     bigint      not null,
    position  bigint      not null,
    root      bytea       not null,
    note      text        not null,
    signed_at timestamptz not null,
    positions bigint[]    not null,
    hashes    bytea       not null,
    primary key (log, size),
    check (size - first = cardinality(positions)),
    check (octet_length(hashes) = 32 * cardinality(positions))
);
-- nothing is sealed twice
create unique index ledger_checkpoint_first_idx on ledger_checkpoint (log, first) where size > 0;
create unique index ledger_checkpoint_signed_idx on ledger_checkpoint (log, signed_at);
create index ledger_checkpoint_position_idx on ledger_checkpoint (log, position);
-- hashes cannot be compressed
alter table ledger_checkpoint alter column hashes set storage external;

-- The roots of complete subtrees of 256 leaves (level 1), of 65,536 (level 2), and so on.
create table ledger_node (
    log   text     not null,
    level smallint not null,
    index bigint   not null,
    hash  bytea    not null,
    primary key (log, level, index)
);

create trigger never_changed before update or delete or truncate on ledger_key
    for each statement execute function never_changed();
create trigger never_changed before update or delete or truncate on ledger_checkpoint
    for each statement execute function never_changed();
create trigger never_changed before update or delete or truncate on ledger_node
    for each statement execute function never_changed();

grant select on ledger_key, ledger_checkpoint, ledger_node to anamnesis_writer, anamnesis_reader;
grant insert on ledger_key, ledger_checkpoint, ledger_node to anamnesis_writer;
