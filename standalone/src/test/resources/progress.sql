-- The progress of every client, figured out from the raw events alone: one row for each part of the answer, as
-- (client, path, JSON). :from and :to are the stretch that sessions are booked to begin in.
with e as (
    select client, event_id, position, type, convert_from(payload, 'UTF8')::jsonb as p
      from history.event where client is not null
),
clients as (select distinct client from e),
booking as (select p ->> 'sessionId' as session, p ->> 'episodeId' as episode from e where type = 'SessionBooked'),
promise as (
    select distinct on (p ->> 'sessionId') p ->> 'sessionId' as session, event_id as promised,
           coalesce(p -> 'to', p -> 'appointment') as appointment
      from e where type in ('SessionBooked', 'SessionRescheduled')
     order by p ->> 'sessionId', position desc
),
outcome as (
    select client, event_id, position, type, p, p ->> 'sessionId' as session,
           type = 'SessionCompleted' and not p -> 'attendance' @>
               jsonb_build_array(jsonb_build_object('participant', client, 'attended', false)) as came,
           tstzrange(:from::timestamptz, :to::timestamptz) @> (appointment #>> '{slot,start}')::timestamptz as asked,
           promised, appointment, episode
      from e join promise on promise.session = p ->> 'sessionId' join booking using (session)
     where type in ('SessionCompleted', 'SessionAborted', 'SessionCancelled', 'NoShowMarked')
),
attended_ever as (
    select *, event_id as ended, (p ->> 'startedAt')::timestamptz as began,
           (p #>> '{occurred,at}')::timestamptz as finished,
           ((p ->> 'startedAt')::timestamptz at time zone (p #>> '{occurred,zone}'))::date as day,
           (p ->> 'minutes')::int as minutes,
           row_number() over (partition by client order by (p ->> 'startedAt')::timestamptz, position) as nr
      from outcome where came
),
attended as (select * from attended_ever where asked),
-- attendance
came as (
    select client, event_id,
           case when came then 'attended'
                when type in ('SessionCompleted', 'NoShowMarked') then 'noShow'
                when type = 'SessionAborted' then 'aborted'
                when p ->> 'by' = 'CLIENT' and p -> 'flags' @> '[{"code": "LATE_CANCELLATION"}]' then 'lateCancelled'
           end as how
      from outcome where asked
),
attendance_counts as (
    select client, 'attendance.' || kind as path,
           (select count(*) from came x where x.client = c.client and how = kind)::numeric as value,
           array(select event_id from came x where x.client = c.client and how = kind) as ids
      from clients c cross join unnest(array ['attended', 'noShow', 'lateCancelled', 'aborted']) as kind
),
attendance_rate as (
    select client, 'attendance.rate',
           count(*) filter (where how = 'attended')::numeric / nullif(count(how), 0), array_agg(event_id)
      from clients left join (select * from came where how in ('attended', 'noShow', 'lateCancelled')) x using (client)
     group by client
),
-- continuity
met as (
    select client, part, who, ended, promised, nr,
           lag(who) over w as who_before, lag(ended) over w as ended_before, lag(promised) over w as promised_before
      from attended cross join lateral (values ('therapists', appointment ->> 'therapistId'),
                                               ('places', appointment ->> 'placeId')) as met (part, who)
    window w as (partition by client, part, episode order by nr)
),
modal as (
    select distinct on (client, part) client, part, who, count(*) as sessions
      from met group by client, part, who order by client, part, count(*) desc, max(nr) desc
),
continuity as (
    select client, part || '.share' as path,
           (select sessions from modal x where x.client = c.client and x.part = parts.part)::numeric
               / nullif(count(ended), 0) as value,
           array_agg(ended) || array_agg(promised) as ids
      from clients c cross join unnest(array ['therapists', 'places']) as parts (part)
           left join met using (client, part)
     group by client, part
    union all
    select client, part || '.sequential',
           count(*) filter (where who = who_before)::numeric / nullif(count(who_before), 0),
           array_agg(ended) filter (where who_before is not null)
               || array_agg(promised) filter (where who_before is not null)
               || array_agg(ended_before) || array_agg(promised_before)
      from clients c cross join unnest(array ['therapists', 'places']) as parts (part)
           left join met using (client, part)
     group by client, part
),
-- plans
plan as (
    select client, p ->> 'planId' as plan, p ->> 'episodeId' as episode, position,
           case when bool_and(signed is not null) then max(signed) end as since,
           (select (x.p #>> '{occurred,at}')::timestamptz from e x
             where x.type = 'PlanCompleted' and x.p ->> 'planId' = d.p ->> 'planId') as until
      from e d cross join lateral (
           select (select (x.p #>> '{occurred,at}')::timestamptz from e x
                    where x.type = how and x.p ->> 'planId' = d.p ->> 'planId' order by position limit 1) as signed
             from unnest(array ['PlanSignedByClient', 'PlanSignedByTherapist']) as how) as signature
     where type = 'PlanDrafted'
     group by client, position, p
),
setting as (
    select p ->> 'planId' as plan, 'SET_CADENCE' as op, '-infinity'::timestamptz as since, position, 0 as nr,
           event_id, p -> 'to' as chosen
      from e where type = 'CadenceSet'
    union all
    select p ->> 'planId', 'SET_MODALITIES', '-infinity'::timestamptz, position, 0, event_id, p -> 'to'
      from e where type = 'ModalitiesChosen'
    union all
    select p ->> 'planId', change ->> 'op', (p #>> '{occurred,at}')::timestamptz, position, nr, event_id, change -> 'to'
      from e cross join lateral jsonb_array_elements(p -> 'changes') with ordinality as changes (change, nr)
     where type = 'PlanAdjusted' and change ->> 'op' in ('SET_CADENCE', 'SET_MODALITIES')
),
-- regularity
gap as (
    select client, session, began, nr, ended, day - lag(day) over w as days,
           lag(session) over w as session_before, lag(ended) over w as ended_before
      from attended window w as (partition by client, episode order by nr)
),
paced as (
    select gap.*, cadence.event_id as set_by, chosen, every
      from gap
           left join lateral (select plan from plan
                               where plan.client = gap.client and since <= began and (until is null or began < until)
                               order by since desc, position desc limit 1) as in_force on true
           left join lateral (select event_id, chosen,
                                     (chosen ->> 'every')::int * case chosen ->> 'unit' when 'WEEKS' then 7 else 1 end
                                         as every
                                from setting
                               where setting.plan = in_force.plan and op = 'SET_CADENCE' and since <= began
                               order by since desc, position desc, setting.nr desc limit 1) as cadence on true
     where days is not null
),
middle as (
    select client, set_by, percentile_cont(0.5) within group (order by days) as days, min(nr) as first
      from paced group by client, set_by
),
rhythm as (
    select client, paced.set_by, chosen, every,
           'regularity.' || row_number() over (partition by client order by first) - 1 as path,
           count(*)::numeric as gaps, middle.days::numeric as median,
           percentile_cont(0.5) within group (order by abs(paced.days - middle.days))::numeric as deviation,
           array_agg(ended) || array_agg(ended_before) as ids
      from paced join middle using (client)
     where paced.set_by is not distinct from middle.set_by
     group by client, paced.set_by, middle.set_by, chosen, every, middle.days, first
),
regularity as (
    select client, path || '.gaps' as path, gaps as value, ids from rhythm
    union all select client, path || '.medianDays', median, ids from rhythm
    union all select client, path || '.deviationDays', deviation, ids from rhythm
    union all
    select client, path || '.regularity', case when every > 0 then greatest(0, 1 - deviation / every) end,
           case when every > 0 then ids || set_by end
      from rhythm
    union all
    select client, path || '.longGaps.' || session || '.days', days, array [ended, ended_before]
      from paced join rhythm using (client, set_by) where days > 2 * paced.every
),
-- overruns
overrun as (
    select e.client, e.event_id, (e.p ->> 'minutes')::int as minutes
      from e join attended a on a.session = e.p ->> 'sessionId' where e.type = 'SessionOverran'
),
overruns as (
    select client, 'overruns.sessions' as path, count(event_id)::numeric as value, array_agg(event_id) as ids
      from clients left join overrun using (client) group by client
    union all
    select client, 'overruns.minutes', coalesce(sum(minutes), 0), array_agg(event_id)
      from clients left join overrun using (client) group by client
    union all
    select client, 'overruns.withinAnHour',
           count(*) filter (where minutes <= 60)::numeric / nullif(count(minutes), 0), array_agg(ended)
      from clients left join attended using (client) group by client
),
-- agreed lengths
agreement as (
    select client, p ->> 'episodeId' as episode, event_id, position, type, p,
           coalesce(p -> 'to', p -> 'length') as length, (p #>> '{occurred,at}')::timestamptz as at
      from e where type in ('TreatmentLengthAgreed', 'TreatmentLengthRevised')
),
length as (
    select client, episode,
           (select count(*) from attended_ever a where a.episode = x.episode) as sessions,
           array(select ended from attended_ever a where a.episode = x.episode) as ids,
           (select case when length ->> 'unit' = 'SESSIONS' then (length ->> 'value')::numeric end
              from agreement a where a.episode = x.episode order by position desc limit 1) as agreed,
           (select event_id from agreement a where a.episode = x.episode order by position desc limit 1) as last
      from (select client, episode from attended_ever union select client, episode from agreement) as x
),
lengths as (
    select client, 'lengths.' || episode || '.attended' as path, sessions::numeric as value, ids from length
    union all
    select client, 'lengths.' || episode || '.adherence', sessions / agreed, case when agreed > 0 then ids || last end
      from length
    union all
    select client, 'lengths.' || episode || '.agreements.' || event_id || '.sessionsBefore',
           (select count(*) from attended_ever x where x.episode = a.episode and finished < at),
           array(select ended from attended_ever x where x.episode = a.episode and finished < at)
      from agreement a
),
-- expressions
expression as (
    select client, event_id, p from e join promise on session = p ->> 'sessionId'
     where type = 'ExpressionRecorded'
       and tstzrange(:from::timestamptz, :to::timestamptz) @> (appointment #>> '{slot,start}')::timestamptz
),
feeling as (
    select client, event_id, path, (feeling ->> 'before')::int as before, (feeling ->> 'after')::int as after,
           by_feeling
      from expression cross join lateral jsonb_array_elements(p -> 'feelings') as feelings (feeling)
           cross join lateral (values
               ('expressions.byTechnique.' || (p ->> 'technique'), false),
               ('expressions.byFeeling.' || (feeling ->> 'name'), true)) as paths (path, by_feeling)
    union all
    select client, event_id, 'expressions.byTechnique.' || (p ->> 'technique'), null, null, false
      from expression where p -> 'feelings' = '[]'
),
expressions as (
    select client, 'expressions.count' as path, count(event_id)::numeric as value, array_agg(event_id) as ids
      from clients left join expression using (client) group by client
    union all
    select client, path || '.count',
           case when by_feeling then count(*) else count(distinct event_id) end, array_agg(event_id)
      from feeling group by client, path, by_feeling
    union all
    select client, path || '.intensity.before', avg(before), array_agg(event_id) filter (where before is not null)
      from feeling group by client, path
    union all
    select client, path || '.intensity.after', avg(after), array_agg(event_id) filter (where after is not null)
      from feeling group by client, path
    union all
    select client, path || '.intensity.change', avg(after - before),
           array_agg(event_id) filter (where after - before is not null)
      from feeling group by client, path
),
-- modalities
planned as (
    select client, share ->> 'modality' as modality, (share ->> 'share')::numeric / 100 as share, mix.event_id
      from clients
           cross join lateral (select plan from plan
                                where plan.client = clients.client and since is not null and until is null
                                order by since desc, position desc limit 1) as in_force
           cross join lateral (select event_id, chosen from setting
                                where setting.plan = in_force.plan and op = 'SET_MODALITIES'
                                order by position desc, setting.nr desc limit 1) as mix
           cross join lateral jsonb_array_elements(chosen) as shares (share)
),
delivered as (
    select client, ended, each ->> 'modality' as modality, (each ->> 'minutes')::int as minutes
      from attended cross join lateral jsonb_array_elements(p -> 'delivered') as deliveries (each)
),
total as (
    select client, coalesce(sum(minutes), 0) as minutes, array_agg(ended) as ids
      from clients left join delivered using (client) group by client
),
done as (select client, modality, sum(minutes) as minutes, array_agg(ended) as ids from delivered group by 1, 2),
modalities as (
    select client, 'modalities.planned.' || modality || '.share' as path, share as value, array [event_id] as ids
      from planned
    union all
    select client, 'modalities.delivered.' || modality || '.minutes', minutes, ids from done
    union all
    select client, 'modalities.delivered.' || modality || '.share', done.minutes / nullif(total.minutes, 0)::numeric,
           total.ids
      from done join total using (client)
    union all
    select client, 'modalities.minutes', minutes, ids from total
    union all
    select client, 'modalities.distance',
           (select sum(abs(coalesce(p.share, 0) - coalesce(d.minutes, 0) / total.minutes::numeric)) / 2
              from (select * from planned where planned.client = total.client) as p
                   full join (select * from done where done.client = total.client) as d using (modality)
             where total.minutes > 0),
           case when total.minutes > 0 then ids || (select event_id from planned p where p.client = total.client limit 1)
           end
      from total where exists (select from planned where planned.client = total.client)
    union all
    select client, 'modalities.distance', null, null
      from total where not exists (select from planned where planned.client = total.client)
),
figures as (
    table attendance_counts union all table attendance_rate union all table continuity union all table regularity
    union all table overruns union all table lengths union all table expressions union all table modalities
)
select client, path, jsonb_build_object(
           'value', trim_scale(round(value, 4)),
           'events', (select coalesce(jsonb_agg(event_id order by position), '[]')
                        from history.event where event_id = any (ids)))
  from figures
union all select client, 'clientId', to_jsonb(client) from clients
union all
select client, part || '.modal', (select to_jsonb(who) from modal x where x.client = c.client and x.part = parts.part)
  from clients c cross join unnest(array ['therapists', 'places']) as parts (part)
union all select client, path || '.cadence', chosen from rhythm
union all select client, path || '.plannedDays', to_jsonb(every) from rhythm
union all
select client, path || '.longGaps.' || session, jsonb_build_object('after', session_before, 'until', session)
  from paced join rhythm using (client, set_by) where days > 2 * paced.every
union all select client, 'lengths.' || episode || '.episodeId', to_jsonb(episode) from length
union all
select client, 'lengths.' || episode || '.agreements.' || event_id, jsonb_build_object(
           'length', length, 'revision', type = 'TreatmentLengthRevised', 'agreedAt', p #> '{occurred,at}',
           'event', event_id)
  from agreement
union all
select distinct client, path, to_jsonb(split_part(path, '.', 3)) from (
    select client, path || case when by_feeling then '.feeling' else '.technique' end as path from feeling) as x
union all
select client, path || '.modality', to_jsonb(split_part(path, '.', 3)) from (
    select client, 'modalities.planned.' || modality as path from planned
    union select client, 'modalities.delivered.' || modality from done) as x
union all
select client, 'plans.' || plan, jsonb_build_object(
           'planId', plan, 'episodeId', episode, 'inForceSince', since, 'completedAt', until)
  from plan
union all
select client, 'plans.' || (p ->> 'planId') || '.reviews.' || event_id, jsonb_build_object(
           'planVersion', p -> 'planVersion', 'reviewedAt', p #> '{occurred,at}', 'goals', p -> 'goals',
           'decision', p -> 'decision', 'event', event_id)
  from e where type = 'PlanReviewed'
union all
select client, 'plans.' || (p ->> 'planId') || '.versions.' || version, jsonb_strip_nulls(jsonb_build_object(
           'planVersion', version,
           'since', jsonb_agg(p #> '{occurred,at}' order by position) -> 0,
           'reason', jsonb_agg(p -> 'reason' order by position) -> 0,
           'evidence', coalesce((jsonb_agg(p -> 'evidence' order by position) -> 0), '[]'),
           'events', jsonb_agg(event_id order by position)))
  from e cross join lateral (select coalesce((p ->> 'planVersion')::int, 1) as version) as versions
 where type in ('PlanDrafted', 'NeedAdded', 'GoalAdded', 'ModalitiesChosen', 'CadenceSet', 'PlanProposed',
                'PlanSignedByClient', 'PlanSignedByTherapist', 'PlanAdjusted', 'PlanCompleted')
 group by client, p ->> 'planId', version
union all
select client, 'plans.' || (p ->> 'planId') || '.versions.' || coalesce(p ->> 'planVersion', '1') || '.changes.'
           || row_number() over (partition by p ->> 'planId', coalesce(p ->> 'planVersion', '1') order by position, nr)
               - 1,
       case change ->> 'op'
           when 'ADD_GOAL' then jsonb_build_object('op', 'ADD_GOAL', 'goalId', change #> '{goal,goalId}',
                                                   'needIds', change #> '{goal,needIds}')
           when 'SET_MODALITIES' then jsonb_build_object('op', 'SET_MODALITIES',
               'from', (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                   'modality', x -> 'modality', 'percent', x -> 'share'))), '[]')
                                      from jsonb_array_elements(change -> 'from') as x),
               'to', (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                   'modality', x -> 'modality', 'percent', x -> 'share')))
                                from jsonb_array_elements(change -> 'to') as x))
           when 'SET_CADENCE' then jsonb_strip_nulls(jsonb_build_object('op', 'SET_CADENCE',
               'from', change -> 'from', 'to', change -> 'to'))
           else change - 'reason'
       end
  from e cross join lateral jsonb_array_elements(case type
           when 'PlanAdjusted' then p -> 'changes'
           when 'NeedAdded' then jsonb_build_array(jsonb_build_object('op', 'ADD_NEED', 'needId', p -> 'needId',
                                                                      'domain', p -> 'domain'))
           when 'GoalAdded' then jsonb_build_array(jsonb_build_object('op', 'ADD_GOAL', 'goal', p -> 'goal'))
           when 'ModalitiesChosen' then jsonb_build_array(p || '{"op": "SET_MODALITIES"}')
           when 'CadenceSet' then jsonb_build_array(p || '{"op": "SET_CADENCE"}')
       end) with ordinality as changes (change, nr)
 where type in ('PlanAdjusted', 'NeedAdded', 'GoalAdded', 'ModalitiesChosen', 'CadenceSet')
