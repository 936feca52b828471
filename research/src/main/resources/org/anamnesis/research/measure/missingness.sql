-- measure: missingness@1
-- title: What is missing, and why
-- about: For each column that says why a value is missing: in how many percent of the rows it is told, and in how many it is not, by reason.
-- plot: bars value, told, not_asked, declined, not_due, unknown, suppressed
with cells as (
    select 'session.minutes' as value, minutes_missing as why from session
    union all select 'session.modalities', modality_missing from session
    union all select 'session.therapist', therapist_missing from session
    union all select 'session.place', place_missing from session
    union all select 'expression.feeling', feeling_missing from expression
    union all select 'expression.before', before_missing from expression
    union all select 'expression.after', after_missing from expression
    union all select 'survival.discharge', discharge_missing from survival
    union all select 'survival.modality', modality_missing from survival
    union all select 'survival.length', length_missing from survival
)
select value, count(*) as rows,
    round(100.0 * count(*) filter (why is null) / count(*), 1) as told,
    round(100.0 * count(*) filter (why = 'NOT_ASKED') / count(*), 1) as not_asked,
    round(100.0 * count(*) filter (why = 'DECLINED') / count(*), 1) as declined,
    round(100.0 * count(*) filter (why = 'NOT_DUE') / count(*), 1) as not_due,
    round(100.0 * count(*) filter (why = 'UNKNOWN') / count(*), 1) as unknown,
    round(100.0 * count(*) filter (why = 'SUPPRESSED') / count(*), 1) as suppressed
from cells
group by value
order by value
