-- What somebody outside may know of the clients of the cohort, and what they must not learn.

create table cohort_event as
with mine as (
    select told.* exclude (episode, therapist, place),
        coalesce(told.episode, session_kept.episode, plan_told.episode) as episode,
        coalesce(told.therapist, session_kept.therapist) as therapist,
        coalesce(told.place, session_kept.place) as place
    from told
        semi join cohort on cohort.client = told.client
        semi join told_as on told_as.original = told.activity
        left join session_kept on session_kept.session = told.session
        left join plan_told on plan_told.plan = told.plan
)
select * from mine where episode is null or episode in (select episode from cohort);

create table quasi as
with felt as (
    select client, feeling, count(*) as times
    from feeling_told join cohort_event using (expression)
    group by client, feeling
), often as (
    select client, arg_max(feeling, (times, feeling)) as feeling from felt group by client
)
select client, episode,
    row_number() over earlier as ordinal,
    service_type, referral_source, jurisdiction, legal_status,
    -- a later year beside the days from the first admission would say in which part of the year that was
    case when row_number() over earlier = 1 then year(opened_day) end as admission_year,
    sessions_band(attended) as sessions_band, coalesce(delivered[1], 'NONE') as primary_modality,
    coalesce(discharge_reason, 'NONE') as discharge_reason, coalesce(often.feeling, 'NONE') as feeling
from cohort
    join episode_kept using (client, episode)
    join client_kept using (client)
    left join often using (client)
window earlier as (partition by client order by opened_at, episode);

create table released as select client, episode from cohort;
