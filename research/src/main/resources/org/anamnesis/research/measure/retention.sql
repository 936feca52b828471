-- measure: retention@1
-- title: Time in treatment
-- about: Kaplan-Meier estimate of staying in treatment, where dropping out is the event and every other end is censored; beside it the cumulative incidence of dropping out, of completing and of other ends, each competing with the others.
-- plot: steps day, still_in_treatment, dropped_out, completed, ended_otherwise
with days as (
    select time_days as day,
        count(*) as leaving,
        count(*) filter (status = 'DROPOUT') as dropouts,
        count(*) filter (status = 'COMPLETED') as completions,
        count(*) filter (status not in ('DROPOUT', 'COMPLETED', 'CENSORED')) as others
    from survival
    where status is not null
    group by time_days
), risk as (
    select *, sum(leaving) over (order by day desc) as at_risk from days
), staying as (
    select *,
        product(1 - dropouts / at_risk) over (order by day) as still_in_treatment,
        product(1 - (dropouts + completions + others) / at_risk) over (order by day) as without_any_end
    from risk
), ending as (
    select *, coalesce(lag(without_any_end) over (order by day), 1) as before from staying
)
select day, at_risk, dropouts, completions, others,
    round(still_in_treatment, 4) as still_in_treatment,
    round(sum(before * dropouts / at_risk) over (order by day), 4) as dropped_out,
    round(sum(before * completions / at_risk) over (order by day), 4) as completed,
    round(sum(before * others / at_risk) over (order by day), 4) as ended_otherwise
from ending
order by day
