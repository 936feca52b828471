, register as materialized (
    select id, position, type, p, (p #>> '{occurred,at}')::timestamptz as at,
        ((p #>> '{occurred,at}')::timestamptz at time zone (p #>> '{occurred,zone}'))::date as day,
        coalesce(p ->> 'therapistId', p ->> 'superviseeId') as about
    from event where type like 'Credential%' or type like 'Supervision%' or type = 'SuspensionLifted'
), credential as (
    select id,
        (array_agg(p ->> 'therapistId' order by position))[1] as therapist,
        (array_agg(p ->> 'jurisdiction' order by position) filter (where type = 'CredentialAdded'))[1] as law,
        (array_agg(p -> 'serviceTypes' order by position) filter (where type = 'CredentialAdded'))[1] as services,
        (array_agg((p ->> 'needsSupervision')::boolean order by position) filter (where type = 'CredentialAdded'))[1] as needs
    from register where type like 'Credential%' group by id
), term as (
    select id, coalesce((p ->> 'validFrom')::date, greatest((p ->> 'before')::date, day)) as first, (p ->> 'validTo')::date as after
    from register where type in ('CredentialAdded', 'CredentialRenewed')
), supervision as (
    select id, (array_agg(p ->> 'superviseeId'))[1] as supervisee,
        min((p #>> '{occurred,at}')::timestamptz) filter (where type = 'SupervisionAgreed') as agreed,
        max((p #>> '{occurred,at}')::timestamptz) filter (where type = 'SupervisionEnded') as ended
    from register where type like 'Supervision%' group by id
), opened as (
    select id::text as id, p ->> 'serviceType' as service from event where type = 'EpisodeOpened'
), chosen as (
    select distinct on (s.id) s.id, c.needs
    from session s join opened o on o.id = s.episode join credential c on c.therapist = s.therapist and c.law = s.law
    where coalesce((select e.p -> 'serviceTypes' from register e where e.id = c.id and e.type = 'CredentialRestricted'
                and e.at <= s.start order by e.position desc limit 1), c.services) ?? o.service
        and exists (select from term t where t.id = c.id
            and (s.start at time zone s.zone)::date >= t.first and (s.start at time zone s.zone)::date < t.after)
        and exists (select from register e where e.id = c.id and e.type = 'CredentialVerifiedAtSource'
            and e.at between s.start - interval '365 days' and s.start)
        and not coalesce((select e.type in ('CredentialSuspended', 'CredentialRevoked') from register e where e.id = c.id
                and e.type in ('CredentialSuspended', 'SuspensionLifted', 'CredentialRevoked')
                and e.at <= s.start order by e.position desc limit 1), false)
    order by s.id, c.needs, c.id::text
)
select s.id, s.client, s.therapist, s.start, coalesce(s.law, '') as law, s.decision_position, s.planned,
    case when exists (select from jsonb_array_elements(s.decision -> 'flags') f
            where f ->> 'code' in ('NOT_AUTHORISED_TO_PRACTISE', 'SUPERVISION_MISSING')) then 'NON_CONFORMANT'
        when exists (select from jsonb_array_elements(s.decision -> 'grounds') g where g ->> 'check' = 'CREDENTIAL')
            then 'CONFORMS'
        else 'NOT_ASSESSABLE' end as then,
    case when s.law is null or o.id is null then 'NOT_ASSESSABLE'
        when c.id is not null and (not c.needs or exists (select from supervision v where v.supervisee = s.therapist
            and v.agreed <= s.start and (v.ended is null or v.ended > s.start))) then 'CONFORMS'
        else 'NON_CONFORMANT' end as now,
    -- whether something was recorded after the decision that reaches back to it
    -- (what is renewed holds for the whole of its day)
    exists (select from register e where e.position > s.decision_position and e.about = s.therapist
        and (coalesce(e.at, s.start) <= s.start
            or e.type = 'CredentialRenewed' and e.day <= (s.start at time zone s.zone)::date)) as touched
from session s left join opened o on o.id = s.episode left join chosen c on c.id = s.id
