-- What the events come to: sessions, episodes and clients as they were left.

-- whoever was erased is nobody any more
update told set therapist = null where therapist in (from erased_told);
delete from told where loved_one in (from erased_told);

create table client_kept as
select client,
    arg_max(legal_status, position) as legal_status,
    arg_max(jurisdiction, position) as jurisdiction,
    any_value(shift) as shift
from client_told
where client not in (from erased_told)
group by client;

create table session_kept as
with promised as (
    select session,
        arg_min({'client': client, 'episode': episode, 'at': happened, 'day': day, 'format': format, 'purposes': purposes,
            'backfill': backfill}, position) as first,
        arg_max({'therapist': therapist, 'place': place, 'at': planned_at, 'offset': planned_offset, 'day': planned_day,
            'minutes': planned_minutes, 'limit': limit_minutes, 'deviations': deviations}, position) as last,
        count(*) - 1 as reschedules
    from told where activity in ('SessionBooked', 'SessionRescheduled')
    group by session
), begun as (
    select session, min(happened) as begun_at from told where activity = 'SessionStarted' group by session
), ended as (
    select session,
        arg_max({'activity': activity, 'minutes': minutes, 'attended': attended, 'by': cancelled_by,
            'notice': notice_hours}, position) as how
    from told where activity in ('SessionCompleted', 'SessionAborted', 'SessionCancelled', 'NoShowMarked')
    group by session
), worked as (
    select session,
        sum(minutes) filter (modality = 'COGNITIVE') as cognitive,
        sum(minutes) filter (modality = 'BEHAVIOURAL') as behavioural,
        sum(minutes) filter (modality = 'MOTIVATIONAL') as motivational,
        sum(minutes) filter (modality = 'PSYCHODYNAMIC') as psychodynamic
    from delivered_told group by session
), expressed as (
    select session, count(*) as expressions from told where activity = 'ExpressionRecorded' group by session
)
select session, first.client, first.episode, last.therapist, last.place, first.format, first.purposes, first.backfill,
    first.day as booked_day, last.at as start_at, last.offset as start_offset, last.day as start_day,
    last.minutes as planned_minutes, last.limit as limit_minutes, last.deviations,
    reschedules::integer as reschedules,
    case how.activity
        when 'SessionCompleted' then 'COMPLETED'
        when 'SessionAborted' then 'ABORTED'
        when 'SessionCancelled' then 'CANCELLED'
        when 'NoShowMarked' then 'NO_SHOW'
        else 'OPEN'
    end as outcome,
    coalesce(how.activity = 'SessionCompleted' and how.attended, false) as attended,
    how.minutes, how.by as cancelled_by, how.notice as notice_hours, begun_at,
    cognitive::integer as cognitive, behavioural::integer as behavioural, motivational::integer as motivational,
    psychodynamic::integer as psychodynamic,
    coalesce(expressions, 0)::integer as expressions
from promised
    left join begun using (session)
    left join ended using (session)
    left join worked using (session)
    left join expressed using (session);

create table episode_kept as
with opened as (
    select episode, client, happened as opened_at, day as opened_day, service_type, referral_source, therapist, place
    from told where activity = 'EpisodeOpened'
), discharged as (
    select episode, arg_max({'day': day, 'reason': discharge_reason}, position) as how
    from told where activity = 'Discharged'
    group by episode
), agreed as (
    select episode, arg_max({'unit': length_unit, 'value': length_value}, position) as length
    from told where activity in ('TreatmentLengthAgreed', 'TreatmentLengthRevised')
    group by episode
), met as (
    select episode,
        count(*)::integer as booked,
        count(*) filter (attended)::integer as attended,
        count(*) filter (outcome = 'NO_SHOW')::integer as no_shows,
        count(*) filter (outcome = 'CANCELLED')::integer as cancellations,
        max(start_day) filter (attended) as last_attended_day
    from session_kept group by episode
), worked as (
    select episode, modality, sum(delivered_told.minutes) as minutes
    from delivered_told join session_kept using (session)
    where delivered_told.minutes > 0
    group by episode, modality
), delivered as (
    select episode, list(modality order by minutes desc, modality) as modalities from worked group by episode
), planned as (
    select episode, list(distinct modality order by modality) as modalities
    from modality_told join plan_told using (plan) group by episode
), needed as (
    select plan_told.episode, list(distinct need_domain order by need_domain) as domains
    from told join plan_told using (plan) where activity = 'NeedAdded' group by plan_told.episode
)
select episode, client, opened_at, opened_day, service_type, referral_source, therapist, place,
    how.day as discharged_day, how.reason as discharge_reason,
    length.unit as length_unit, length.value as length_value,
    coalesce(booked, 0) as booked, coalesce(attended, 0) as attended, coalesce(no_shows, 0) as no_shows,
    coalesce(cancellations, 0) as cancellations, last_attended_day,
    delivered.modalities as delivered, planned.modalities as planned, needed.domains as needs
from opened
    left join discharged using (episode)
    left join agreed using (episode)
    left join met using (episode)
    left join delivered using (episode)
    left join planned using (episode)
    left join needed using (episode);
