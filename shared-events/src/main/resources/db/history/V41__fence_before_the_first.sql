-- Of a sequence that was never drawn from, the last value is that which comes first: nobody has drawn it yet, and whoever
-- is about to says so.
create or replace function fence() returns trigger language plpgsql set search_path from current as $$
begin
    if current_setting('anamnesis.fenced', true) is distinct from '1' then
        perform pg_advisory_xact_lock_shared((1::bigint << 48)
            | (select case when is_called then last_value else last_value - 1 end from event_position));
        perform set_config('anamnesis.fenced', '1', true);
    end if;
    return null;
end
$$;

create or replace function fence_of_looks() returns trigger language plpgsql set search_path from current as $$
begin
    if current_setting('anamnesis.fenced_looks', true) is distinct from '1' then
        perform pg_advisory_xact_lock_shared((2::bigint << 48)
            | (select case when is_called then last_value else last_value - 1 end from access_record_id_seq));
        perform set_config('anamnesis.fenced_looks', '1', true);
    end if;
    return null;
end
$$;
