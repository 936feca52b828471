-- measure: dose-response@1
-- title: Strength of feelings by attended sessions
-- about: How strong feelings are that clients bring into a session, beside how strong they were when first expressed, by how many sessions had been attended; only those who expressed something in that session count.
-- plot: lines attended, mean_change
with brought as (
    select expression.episode_id, session.nth_attended as attended, avg(strength_before) as strength
    from expression join session using (session_id)
    where session.attended and strength_before is not null
    group by expression.episode_id, session.nth_attended
), compared as (
    select *, strength - first_value(strength) over (partition by episode_id order by attended) as change,
        row_number() over (partition by episode_id order by attended) as number
    from brought
)
select attended, count(*) as episodes,
    round(avg(strength), 2) as mean_strength,
    round(avg(change), 2) as mean_change,
    round(100.0 * count(*) filter (change <= -2) / count(*), 1) as percent_lower_by_2
from compared
where number > 1
group by attended
order by attended
