-- Where a sequence stands is asked of it under its lock. A plain select from it may meet the moment, once in 32 draws, in
-- which the row shows what the write-ahead log is told: a value that is far ahead of what was drawn.
create or replace function fence() returns trigger language plpgsql set search_path from current as $$
begin
    if current_setting('anamnesis.fenced', true) is distinct from '1' then
        perform pg_advisory_xact_lock_shared((1::bigint << 48) | coalesce(pg_sequence_last_value('event_position'), 0));
        perform set_config('anamnesis.fenced', '1', true);
    end if;
    return null;
end
$$;

create or replace function fence_of_looks() returns trigger language plpgsql set search_path from current as $$
begin
    if current_setting('anamnesis.fenced_looks', true) is distinct from '1' then
        perform pg_advisory_xact_lock_shared((2::bigint << 48)
            | coalesce(pg_sequence_last_value('access_record_id_seq'), 0));
        perform set_config('anamnesis.fenced_looks', '1', true);
    end if;
    return null;
end
$$;
