-- Keyed hashes of the words of goals, by which copies are found without any text. They go when the client's keys go.
create table goal_print (
    goal     uuid     primary key,
    clinic   uuid     not null,
    client   uuid     not null,
    position bigint   not null,
    prints   bigint[] not null
);
create index goal_print_prints_idx on goal_print using gin (prints);
create index goal_print_client_idx on goal_print (client);

create or replace function erase() returns trigger language plpgsql security definer set search_path from current as $$
begin
    perform pg_advisory_xact_lock(7, hashtext(new.subject::text));
    delete from data_key where subject = new.subject;
    delete from client_name where client = new.subject;
    delete from goal_print where client = new.subject;
    return new;
end
$$;

grant select on goal_print to anamnesis_writer, anamnesis_reader;
grant insert, delete on goal_print to anamnesis_writer;
