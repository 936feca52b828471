-- measure: verdicts@1
-- title: Sessions under the clinic's rules and under the study's
-- about: How many sessions that took place are judged how by the rules that the clinic went by, and how as if it had always gone by the study's rule profile; only data sets of studies that name one have an answer.
select coalesce(verdict, 'SUPPRESSED') as verdict, coalesce(verdict_under, 'SUPPRESSED') as verdict_under,
    count(*) as sessions, count(distinct subject_id) as clients,
    round(100.0 * count(*) / sum(count(*)) over (), 1) as percent
from session
where verdict is not null or verdict_under is not null
group by all
order by all
