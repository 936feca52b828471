-- measure: gaps@1
-- title: Days between attended sessions
-- about: How long it is from one attended session of an episode to the next, in weeks begun.
-- plot: bars weeks, percent
select (gap_days + 6) // 7 as weeks, count(*) as gaps, count(distinct subject_id) as clients,
    round(100.0 * count(*) / sum(count(*)) over (), 1) as percent
from session
where gap_days is not null
group by weeks
order by weeks
