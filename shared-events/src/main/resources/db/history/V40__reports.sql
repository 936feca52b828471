-- What reports look up: registers that belong to no client, what clients stand for, and what somebody has done.
create index event_register_idx on event (aggregate_type, position) where client is null;
create index event_standing_idx on event (client, aggregate_type, position)
    where aggregate_type in ('Client', 'Consent');

-- As it is written in JSON, escaped; it takes whatever there is, for nothing may stand in the way of an event.
create function actor(metadata bytea) returns text language sql immutable parallel safe
    return substring(encode(metadata, 'escape') from '"actor"\s*:\s*"((?:[^"\\]|\\.)*)"');
create index event_actor_idx on event (actor(metadata), position);
create index access_record_actor_idx on access_record (actor, id);
