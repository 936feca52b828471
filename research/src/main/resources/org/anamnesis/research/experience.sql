-- What each episode's primary therapist brought along when it began.

create table experience_kept as
with held as (
    select therapist, begun_at, row_number() over (partition by therapist order by begun_at, session) as number
    from session_kept
    where begun_at is not null and outcome in ('COMPLETED', 'ABORTED')
)
select episode, coalesce(number, 0) as sessions, datediff('day', registered_at, opened_at) as days
from episode_kept
    asof left join held on episode_kept.therapist = held.therapist and episode_kept.opened_at > held.begun_at
    left join therapist_told on therapist_told.therapist = episode_kept.therapist;
