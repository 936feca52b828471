-- Where an outcome of sessions is rare, it is put together with the next rarest: what is told of the others must not say
-- by what is left which it was. Of these sessions, all goes that stands beside and would tell it.

create table rare_outcome as
with ended as (
    select outcome, n, row_number() over (order by n, outcome) as nth
    from (select outcome, count(distinct subject_id) as n from session group by outcome)
), together as (
    select ended.nth, count(distinct session.subject_id) as n
    from ended
        join ended as rarer on rarer.nth <= ended.nth
        join session on session.outcome = rarer.outcome
    group by ended.nth
)
select outcome, max(n) over () as n
from (
    select ended.outcome, together.n
    from ended join together using (nth)
    where (select min(n) from ended) < getvariable('cell')
        and nth <= coalesce((select min(nth) from together where nth > 1 and n >= getvariable('cell')), nth)
);

create table rare_session as select session_id, n from session join rare_outcome using (outcome);

update session set outcome = case when n >= getvariable('cell') then 'OTHER' end,
    attended = null, nth_attended = null, gap_days = null, same_therapist = null, same_place = null,
    start_delay_minutes = null, minutes = null, minutes_missing = 'SUPPRESSED', overrun_minutes = null,
    cognitive_minutes = null, behavioural_minutes = null, motivational_minutes = null, psychodynamic_minutes = null,
    modality_missing = 'SUPPRESSED', cancelled_by = null, notice_hours = null,
    verdict = null, findings = null, verdict_under = null, findings_under = null, verdict_missing = 'SUPPRESSED',
    expressions = null
from rare_session where rare_session.session_id = session.session_id;

delete from expression where session_id in (select session_id from rare_session);

delete from event
where session_id in (select session_id from rare_session) and activity not in (
    select activity from told_as where original in ('SessionBooked', 'SessionRescheduled', 'SessionQuestioned'));

update event set nth = told.nth
from (select event_id, row_number() over (partition by subject_id order by nth)::integer as nth from event) told
where told.event_id = event.event_id and told.nth <> event.nth;

update survival set no_shows = null where 'NO_SHOW' in (select outcome from rare_outcome);

update survival set cancellations = null where 'CANCELLED' in (select outcome from rare_outcome);
