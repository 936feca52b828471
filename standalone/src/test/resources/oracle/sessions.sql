-- What every judgement of sessions starts from, read from the raw events up to a position.
with event as (
    select position, aggregate_identifier as id, type, recorded_at, convert_from(payload, 'UTF8')::jsonb as p
    from history.event where position <= :bound
), told as (
    select id,
        (array_agg(p order by position) filter (where type = 'SessionBooked'))[1] as booked,
        (array_agg(p order by position desc) filter (where type in ('SessionBooked', 'SessionRescheduled')))[1] as promised,
        (array_agg(position order by position desc)
            filter (where type in ('SessionBooked', 'SessionRescheduled')))[1] as promised_position,
        (array_agg(p order by position desc) filter (where type = 'SessionStarted'))[1] as started,
        (array_agg(position order by position desc) filter (where type = 'SessionStarted'))[1] as started_position,
        (array_agg(type order by position desc) filter (where type in
            ('SessionCompleted', 'SessionAborted', 'SessionCancelled', 'NoShowMarked')))[1] as ended_type,
        (array_agg(p order by position desc) filter (where type in
            ('SessionCompleted', 'SessionAborted', 'SessionCancelled', 'NoShowMarked')))[1] as ended
    from event where type like 'Session%' or type = 'NoShowMarked' group by id having bool_or(type = 'SessionBooked')
), place as (
    select p ->> 'placeId' as id, p ->> 'zone' as zone, p ->> 'jurisdiction' as law from event where type = 'PlaceRegistered'
), home as (
    select distinct on (id) id::text as id, p ->> 'jurisdiction' as law
    from event where type in ('ClientRegistered', 'ClientDetailsCorrected') order by id, position desc
), session as (
    select t.id, t.booked ->> 'clientId' as client, t.booked ->> 'episodeId' as episode,
        (t.booked ->> 'backfill')::boolean as backfill, t.promised, t.promised_position,
        coalesce(t.promised -> 'to', t.promised -> 'appointment') ->> 'therapistId' as therapist,
        coalesce(t.promised -> 'to', t.promised -> 'appointment') ->> 'placeId' as place,
        (coalesce(t.promised -> 'to', t.promised -> 'appointment') #>> '{slot,start}')::timestamptz as planned,
        (coalesce(t.promised -> 'to', t.promised -> 'appointment') #>> '{slot,end}')::timestamptz as planned_end,
        coalesce((t.started #>> '{occurred,at}')::timestamptz,
            (coalesce(t.promised -> 'to', t.promised -> 'appointment') #>> '{slot,start}')::timestamptz) as start,
        case when t.ended_type in ('SessionCompleted', 'SessionAborted') then (t.ended ->> 'minutes')::int end as lasted,
        t.ended_type, coalesce(t.started, t.promised) as decision,
        coalesce(t.started_position, t.promised_position) as decision_position,
        p.zone, case when t.booked ->> 'format' like 'TELEHEALTH%'
            then coalesce(t.started ->> 'clientLocation', h.law) else p.law end as law
    from told t
    left join place p on p.id = coalesce(t.promised -> 'to', t.promised -> 'appointment') ->> 'placeId'
    left join home h on h.id = t.booked ->> 'clientId'
    where t.started is not null or t.ended_type in ('SessionCompleted', 'SessionAborted')
)
