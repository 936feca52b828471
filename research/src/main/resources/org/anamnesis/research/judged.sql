-- The sessions of the cohort that took place, if only in part, with what they are judged by.

create table judged as
with held as (
    select *,
        coalesce(sum(minutes) filter (outcome = 'COMPLETED')
            over (partition by client, date_trunc('month', start_day)), 0)::integer as minutes_of_month
    from session_kept
), promised as (
    select session, arg_max(approved, position) as approved from promise_told group by session
), consented as (
    select client,
        list(signed order by position) as signed,
        list(expires order by position) as expires,
        list(revoked order by position) as revoked
    from consent_told left join revocation_told using (consent)
    group by client
)
select row_number() over (order by client, session) as number, session, place, start_at, planned_minutes, minutes, approved,
    minutes_of_month, date_trunc('month', start_day) + interval 1 month <= getvariable('data_end') as is_month_over,
    signed, expires, revoked
from held
    semi join cohort using (client, episode)
    join promised using (session)
    left join consented using (client)
where begun_at is not null or minutes is not null;
