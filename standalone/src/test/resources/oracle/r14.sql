-- Every episode with the plan by which it is treated, read from the raw events up to a position; days are the clinic's.
with event as (
    select position, aggregate_identifier as id, type, convert_from(payload, 'UTF8')::jsonb as p
    from history.event where position <= :bound
), care as materialized (
    select * from event where type not like 'Session%' and type not like 'Expression%'
), episode as (
    select o.id, o.p ->> 'clientId' as client, o.p ->> 'primaryTherapistId' as therapist,
        (o.p #>> '{occurred,at}')::timestamptz as opened,
        (select (d.p #>> '{occurred,at}')::timestamptz from care d where d.id = o.id and d.type = 'Discharged'
            order by d.position limit 1) as discharged,
        (select (a.p #>> '{occurred,at}')::timestamptz from care a where a.id = o.id and a.type = 'TreatmentLengthAgreed'
            order by a.position limit 1) as agreed
    from care o where o.type = 'EpisodeOpened'
), held as (
    select b.p ->> 'episodeId' as episode, (c.p #>> '{occurred,at}')::timestamptz as at,
        dense_rank() over (partition by b.p ->> 'episodeId'
            order by ((c.p #>> '{occurred,at}')::timestamptz at time zone :zone)::date) as session_day
    from event c join event b on b.id = c.id and b.type = 'SessionBooked' where c.type = 'SessionCompleted'
), signature as (
    select distinct on (id, type) id, type, (p #>> '{occurred,at}')::timestamptz as at
    from care where type in ('PlanSignedByClient', 'PlanSignedByTherapist') and (p ->> 'planVersion')::int = 1
    order by id, type, position
), unsigned as (
    select a.id as plan from care a where a.type = 'PlanAdjusted'
        and (select count(distinct s.type) from care s where s.id = a.id
            and s.type in ('PlanSignedByClient', 'PlanSignedByTherapist') and s.p -> 'planVersion' = a.p -> 'planVersion') < 2
), plan as (
    select d.id, d.p ->> 'episodeId' as episode, d.position,
        (select max(at) from signature s where s.id = d.id having count(*) = 2) as in_force,
        (select max((c.p #>> '{occurred,at}')::timestamptz) from care c where c.id = d.id and c.type = 'PlanCompleted') as completed
    from care d where d.type = 'PlanDrafted'
), treated as (
    select distinct on (episode) * from plan order by episode, in_force desc nulls last, position desc
), goal as (
    select g.id as plan, g.p -> 'goal' as goal from care g where g.type = 'GoalAdded'
    union all
    select a.id, change -> 'goal' from care a, jsonb_array_elements(a.p -> 'changes') change
    where a.type = 'PlanAdjusted' and change ->> 'op' = 'ADD_GOAL'
), standing as (
    select g.* from goal g where not exists (select from care a, jsonb_array_elements(a.p -> 'changes') change
        where a.id = g.plan and a.type = 'PlanAdjusted' and change ->> 'op' = 'END_GOAL'
            and change ->> 'goalId' = g.goal ->> 'goalId')
), review as (
    select t.id as plan, t.in_force, (r.p #>> '{occurred,at}')::timestamptz as at,
        greatest(t.in_force, max((r.p #>> '{occurred,at}')::timestamptz) over (partition by t.id
            order by (r.p #>> '{occurred,at}')::timestamptz rows between unbounded preceding and 1 preceding)) as last
    from treated t join care r on r.id = t.id and r.type = 'PlanReviewed' where t.in_force is not null
), reviewed as (
    select t.id as plan,
        count(r.at) filter (where (r.at at time zone :zone)::date > ((r.last at time zone :zone)::date + interval '3 months')::date)
            as late,
        greatest(t.in_force, max(r.at)) as last
    from treated t left join review r on r.plan = t.id where t.in_force is not null group by t.id, t.in_force
), judged as (
    select e.*, t.id as plan, t.in_force, t.completed,
        (select count(*) from held h where h.episode = e.id::text and h.at < coalesce(e.agreed, 'infinity')) as before,
        v.late + case when (least(e.discharged, t.completed, :asOf) at time zone :zone)::date
            > ((v.last at time zone :zone)::date + interval '3 months')::date then 1 else 0 end as late_reviews
    from episode e left join treated t on t.episode = e.id::text left join reviewed v on v.plan = t.id
)
select j.id, j.client, j.therapist, j.plan, j.in_force, case when j.agreed is not null then j.before end as agreed_after,
    (select 100 * count(*) filter (where (goal ->> 'measurable')::boolean) / count(*) from standing g
        where g.plan = j.plan having count(*) > 0) as measurable,
    array(select n.p ->> 'needId' from care n where n.id = j.plan and n.type = 'NeedAdded' and not exists (
        select from standing g where g.plan = j.plan and g.goal -> 'needIds' ?? (n.p ->> 'needId')) order by 1) as uncovered,
    case when j.before >= 2 and j.agreed is null then 'NON_CONFORMANT'
        when j.before >= 2 then 'DEVIATION_JUSTIFIED' else 'CONFORMS' end as now,
    -- under us-ca-otp@1: a plan within 28 days, reviewed every 3 months
    case when j.before >= 2 and j.agreed is null
            or (coalesce(j.in_force, j.discharged, :asOf) at time zone :zone)::date
                > (j.opened at time zone :zone)::date + 28
            or coalesce(j.late_reviews, 0) > 0 then 'NON_CONFORMANT'
        when j.before >= 2 then 'DEVIATION_JUSTIFIED' else 'CONFORMS' end as california,
    -- under us-mn-sud@1: a plan within 30 days and by the tenth day with a session, each version of it signed by both
    case when j.before >= 2 and j.agreed is null
            or (coalesce(j.in_force, j.discharged, :asOf) at time zone :zone)::date
                > least((j.opened at time zone :zone)::date + 30, (select min((h.at at time zone :zone)::date) from held h
                    where h.episode = j.id::text and h.session_day = 10))
            or exists (select from unsigned u where u.plan = j.plan) then 'NON_CONFORMANT'
        when j.before >= 2 then 'DEVIATION_JUSTIFIED' else 'CONFORMS' end as minnesota
from judged j
