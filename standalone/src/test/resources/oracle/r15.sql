, said as materialized (
    select id, position, type, p, (p #>> '{occurred,at}')::timestamptz as at, coalesce(p ->> 'placeId', p ->> 'clientId') as about
    from event where type in ('PlaceAttested', 'AttestationWithdrawn', 'ConsentSigned', 'ConsentRevoked')
), attestation as materialized (
    select a.about as place, a.position, a.at, (a.p ->> 'validUntil')::date as until,
        (a.p ->> 'neutral')::boolean and (a.p ->> 'safe')::boolean and (a.p ->> 'calm')::boolean as fit,
        (a.p ->> 'private')::boolean as private,
        (select w.at from said w where w.id = a.id and w.type = 'AttestationWithdrawn'
            and w.position > a.position and w.at >= a.at order by w.position limit 1) as withdrawn
    from said a where a.type = 'PlaceAttested'
), consent as materialized (
    select id, min(p ->> 'clientId') as client,
        min(at) filter (where type = 'ConsentSigned') as signed,
        min((p ->> 'expires')::timestamptz) filter (where type = 'ConsentSigned') as expires,
        max(at) filter (where type = 'ConsentRevoked') as revoked
    from said where type in ('ConsentSigned', 'ConsentRevoked') and p ->> 'type' = 'TREATMENT' group by id
), judged as (
    select s.*,
        (select a.fit and (a.withdrawn is null or s.planned < a.withdrawn)
                and (a.until is null or (s.planned at time zone s.zone)::date < a.until)
            from attestation a where a.place = s.place and a.at <= s.planned order by a.at desc, a.position desc limit 1) as fit,
        (select a.private from attestation a where a.place = s.place and a.at <= s.planned
            order by a.at desc, a.position desc limit 1) as private,
        exists (select from consent c where c.client = s.client and c.signed <= s.planned
            and (c.expires is null or c.expires > s.planned) and (c.revoked is null or c.revoked > s.planned)) as consented,
        extract(epoch from s.planned_end - s.planned) / 60 as minutes,
        greatest(60, (select (s.promised ->> 'limitMinutes')::int from jsonb_array_elements(s.promised -> 'grounds') g
            where g ->> 'check' = 'DURATION' and jsonb_array_length(g -> 'evidence') > 0 limit 1)) as most,
        jsonb_array_length(coalesce(s.promised -> 'deviations', '[]')) > 0 as deviates,
        date_trunc('month', s.start at time zone s.zone) as month
    from session s
), counselled as (
    select j.id, coalesce(sum(o.lasted), 0) as minutes
    from judged j left join session o on o.client = j.client and o.ended_type = 'SessionCompleted'
        and date_trunc('month', o.start at time zone j.zone) = j.month
    group by j.id
)
select j.id, j.client, j.therapist, j.planned, j.decision_position,
    case when exists (select from jsonb_array_elements(j.promised -> 'flags') f
                where f ->> 'code' in ('PLACE_NOT_ATTESTED', 'CONSENT_MISSING', 'DURATION_ABOVE_LIMIT'))
            or (j.ended_type = 'SessionCompleted' and j.lasted > (j.promised ->> 'limitMinutes')::int) then 'NON_CONFORMANT'
        when j.backfill then 'NOT_ASSESSABLE' when j.deviates then 'DEVIATION_JUSTIFIED' else 'CONFORMS' end as then,
    case when not coalesce(j.fit, false) or not j.consented or j.minutes > j.most or j.lasted > j.most then 'NON_CONFORMANT'
        when j.backfill then 'NOT_ASSESSABLE' when j.deviates then 'DEVIATION_JUSTIFIED' else 'CONFORMS' end as now,
    -- under us-ca-otp@1: in private besides, and 50 minutes in each month that is over
    case when not coalesce(j.fit and j.private, false) or not j.consented or j.minutes > j.most or j.lasted > j.most
            or (c.minutes < 50 and ((j.month + interval '1 month') at time zone j.zone) <= :asOf) then 'NON_CONFORMANT'
        when j.backfill then 'NOT_ASSESSABLE' when j.deviates then 'DEVIATION_JUSTIFIED' else 'CONFORMS' end as california,
    greatest(0, coalesce(j.lasted, 0) - j.most) as overrun,
    -- whether something was recorded after the promise that reaches back to the session
    exists (select from said e where e.position > j.promised_position and e.about in (j.place, j.client)
        and e.at <= j.planned) as touched
from judged j join counselled c on c.id = j.id
