-- measure: regularity@1
-- title: How regular treatment is
-- about: Per episode with at least three attended sessions: 1 minus the median deviation of its gaps divided by their median, not below 0; the share of attended sessions with the same therapist, and at the same place, as the one before.
-- plot: bars attended, regularity, same_therapist, same_place
with gaps as (
    select episode_id, gap_days, median(gap_days) over (partition by episode_id) as usual, same_therapist, same_place,
        nth_attended
    from session where gap_days is not null
), episodes as (
    select episode_id, max(nth_attended) as attended,
        greatest(0, 1 - median(abs(gap_days - usual)) / nullif(any_value(usual), 0)) as regularity,
        avg(same_therapist::integer) as same_therapist,
        avg(same_place::integer) as same_place
    from gaps group by episode_id having count(*) >= 2
)
select case when attended <= 8 then '3 to 8' when attended <= 16 then '9 to 16' else '17 and more' end as attended,
    count(*) as episodes,
    round(avg(regularity), 3) as regularity,
    round(avg(same_therapist), 3) as same_therapist,
    round(avg(same_place), 3) as same_place
from episodes
group by 1
order by min(episodes.attended)
