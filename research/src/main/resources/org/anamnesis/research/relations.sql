-- Which events are about what, and what those are.

create table relation as
select event_id, subject_id as object_id, 'Client' as object_type, 'subject' as qualifier from event
union all select event_id, episode_id, 'Episode', 'in-episode' from event where episode_id is not null
union all select event_id, session_id, 'Session', 'in-session' from event where session_id is not null
union all select event_id, therapist_id, 'Therapist', 'led-by' from event where therapist_id is not null
union all select event_id, place_id, 'Place', 'at' from event where place_id is not null
union all select event_id, plan_id, 'Plan', 'of-plan' from event where plan_id is not null
union all select alias(event), alias(plan) || '-v' || (plan_version - 1), 'Plan', 'revises'
    from event_out where plan_version > 1 and adjustment_reason is not null and getvariable('level') = 0
union all select event_id, series_id, 'Series', 'of-series' from event where series_id is not null
union all select distinct alias(event), alias(occurrence_told.session), 'Session', 'includes'
    from occurrence_told semi join event_out using (event) semi join session_kept using (session)
    where getvariable('level') = 0
union all select distinct alias(event), alias(goal), 'Goal', 'about-goal' from aim_told semi join event_out using (event)
    where getvariable('level') = 0
union all select event_id, loved_one_id, 'LovedOne', 'names' from event where loved_one_id is not null
union all select event_id, expression_id, 'Expression', 'records' from event where expression_id is not null
union all select event_id, lower('technique-' || technique), 'Technique', 'uses-technique'
    from event where technique is not null;

create table e2o as select event_id, object_id, qualifier from relation order by event_id, object_id, qualifier;

create table object as
with met as (
    select object_id, object_type, any_value(subject_id) as whose
    from relation join event using (event_id)
    group by object_id, object_type
), first_episode as (
    select subject_id as object_id, legal_status, jurisdiction from survival where nth = 1
), planned as (
    select alias(plan) as plan_id, alias(episode) as episode_id from plan_told
), in_series as (
    select series_id as object_id, any_value(episode_id) as episode_id from event where series_id is not null group by all
), wanted as (
    select alias(goal) as object_id, any_value(alias(plan)) || '-v1' as plan_id, any_value(measurable) as measurable
    from goal_told group by goal
), expressed as (
    select distinct expression_id as object_id, session_id from expression
), close as (
    select loved_one_id as object_id, any_value(relation) as relation from event where loved_one_id is not null group by all
), located as (
    select alias(place) as object_id, any_value(kind) as kind from place_told group by place
)
select met.object_id, met.object_type,
    case when met.object_type not in ('Therapist', 'Place', 'Technique') then met.whose end as subject_id,
    case met.object_type
        when 'Episode' then met.whose
        when 'LovedOne' then met.whose
        when 'Session' then session.episode_id
        when 'Series' then in_series.episode_id
        when 'Plan' then planned.episode_id
        when 'Goal' then first_version.object_id
        when 'Expression' then expressed.session_id
    end as part_of,
    first_episode.legal_status, first_episode.jurisdiction, survival.service_type, survival.referral_source,
    session.format,
    case when met.object_type = 'Plan' then split_part(met.object_id, '-v', 2)::integer end as version,
    wanted.measurable, close.relation, located.kind
from met
    left join first_episode on met.object_type = 'Client' and first_episode.object_id = met.object_id
    left join survival on met.object_type = 'Episode' and survival.episode_id = met.object_id
    left join session on met.object_type = 'Session' and session.session_id = met.object_id
    left join in_series on met.object_type = 'Series' and in_series.object_id = met.object_id
    left join planned on met.object_type = 'Plan' and planned.plan_id = left(met.object_id, 20)
    left join wanted on met.object_type = 'Goal' and wanted.object_id = met.object_id
    left join met first_version on first_version.object_id = wanted.plan_id
    left join expressed on met.object_type = 'Expression' and expressed.object_id = met.object_id
    left join close on met.object_type = 'LovedOne' and close.object_id = met.object_id
    left join located on met.object_type = 'Place' and located.object_id = met.object_id
order by met.object_type, met.object_id;
