-- Whose keys were destroyed for good. A tombstone takes the keys and the hashes with it, and lets nobody make new ones.
create table erased (
    subject   uuid primary key,
    erased_at timestamptz not null
);

-- Whoever makes a key and whoever sets a tombstone for the same person wait for each other; 7 is nobody else's number.
create function erase() returns trigger language plpgsql security definer set search_path from current as $$
begin
    perform pg_advisory_xact_lock(7, hashtext(new.subject::text));
    delete from data_key where subject = new.subject;
    delete from client_name where client = new.subject;
    return new;
end
$$;
create trigger erase before insert on erased for each row execute function erase();

create function no_key_for_the_erased() returns trigger language plpgsql set search_path from current as $$
begin
    perform pg_advisory_xact_lock_shared(7, hashtext(new.subject::text));
    if exists (select from erased where subject = new.subject) then
        raise exception 'the person was erased' using errcode = 'check_violation', constraint = 'no_key_for_the_erased';
    end if;
    return new;
end
$$;
create trigger no_key_for_the_erased before insert or update of subject on data_key
    for each row execute function no_key_for_the_erased();

grant select on erased to anamnesis_writer, anamnesis_reader;
grant insert on erased to anamnesis_writer;
