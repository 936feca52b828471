-- The tables of the data set, of those who are released and of nobody else.

create table person as
select client, alias(client) as subject_id, any_value(shift) as shift, min(opened_day) as day0,
    any_value(legal_status) as legal_status, any_value(jurisdiction) as jurisdiction
from released join episode_kept using (client, episode) join client_kept using (client)
group by client;

create table event_out as
select cohort_event.* exclude (activity)
    replace (
        -- as corrected since: by what was said first, somebody would stand out whom the checks have not seen
        case when cohort_event.legal_status is not null then person.legal_status end as legal_status,
        case when cohort_event.jurisdiction is not null then person.jurisdiction end as jurisdiction),
    person.subject_id, person.day0, person.shift, told_as.activity
from cohort_event
    join person using (client)
    join told_as on told_as.original = cohort_event.activity;

-- what happened to a few only would tell who they are
delete from event_out where activity in (
    select activity from event_out group by activity having count(distinct client) < getvariable('cell'));

create table event as
select alias(event) as event_id, subject_id, alias(episode) as episode_id, alias(session) as session_id,
    alias(therapist) as therapist_id, alias(place) as place_id,
    case when getvariable('level') = 0 then alias(plan) || '-v' || plan_version end as plan_id,
    case when getvariable('level') = 0 then alias(series) end as series_id,
    case when getvariable('level') = 0 then alias(loved_one) end as loved_one_id,
    alias(expression) as expression_id, activity,
    row_number() over (partition by subject_id order by happened, position)::integer as nth,
    days(day0, day) as day, moment(happened, happened_offset, shift) as occurred_at,
    case when getvariable('level') = 0 then days(day0, planned_day) end as planned_day,
    event_out.* exclude (position, event, client, episode, session, therapist, place, plan, plan_version, series,
        loved_one, expression, happened, happened_offset, day, planned_at, planned_offset, planned_day, subject_id, day0, shift, activity)
    replace (
        case when service_type is not null then told_service_type(service_type) end as service_type,
        case when referral_source is not null then told_referral_source(referral_source) end as referral_source,
        case when jurisdiction is not null then told_jurisdiction(jurisdiction) end as jurisdiction,
        case when legal_status is not null then told_legal_status(legal_status) end as legal_status,
        told_modality(modalities) as modalities)
from event_out
order by subject_id, nth;

create table session as
with mine as (
    select session_kept.*, subject_id, day0, shift, episode_kept.therapist as primary_therapist,
        episode_kept.place as usual_place,
        -- which sessions were aborted must not be told by their verdict alone
        case when getvariable('level') = 0 or outcome = 'COMPLETED' then told_findings(finding_kept.findings) end
            as findings,
        case when getvariable('level') = 0 or outcome = 'COMPLETED' then told_findings(finding_kept.findings_under) end
            as findings_under
    from session_kept
        join released using (client, episode)
        join person using (client)
        join episode_kept using (client, episode)
        left join finding_kept using (session)
), counted as (
    select *,
        row_number() over (partition by episode order by start_at, session) as nth,
        count(*) filter (attended) over earlier as attended_before,
        last_value(case when attended then start_day end ignore nulls) over earlier as day_before,
        last_value(case when attended then therapist end ignore nulls) over earlier as therapist_before,
        last_value(case when attended then place end ignore nulls) over earlier as place_before
    from mine
    window earlier as (partition by episode order by start_at, session rows between unbounded preceding and 1 preceding)
)
select alias(session) as session_id, subject_id, alias(episode) as episode_id,
    alias(therapist) as therapist_id, null::varchar as therapist_missing,
    alias(place) as place_id, null::varchar as place_missing,
    nth::integer as nth,
    case when attended then attended_before + 1 end::integer as nth_attended,
    case
        when getvariable('level') = 0 then outcome
        when outcome = 'COMPLETED' then 'HELD'
        when outcome <> 'OPEN' then 'NOT_HELD'
        else outcome
    end as outcome,
    attended, format, backfill, purposes,
    days(day0, start_day) as start_day, moment(start_at, start_offset, shift) as start_at, days(day0, booked_day) as booked_day,
    days(booked_day, start_day) as lead_days,
    case when attended then days(day_before, start_day) end as gap_days,
    case when getvariable('level') = 0 or outcome = 'COMPLETED' then datediff('minute', start_at, begun_at)::integer end
        as start_delay_minutes,
    planned_minutes, limit_minutes,
    case when getvariable('level') = 0 or outcome = 'COMPLETED' then minutes end as minutes,
    case
        when outcome = 'ABORTED' and getvariable('level') > 0 then 'NOT_DUE'
        when minutes is null then case outcome when 'COMPLETED' then 'UNKNOWN' else 'NOT_DUE' end
    end as minutes_missing,
    case when outcome = 'COMPLETED' then greatest(0, minutes - limit_minutes) end as overrun_minutes,
    case when getvariable('modalities_told') then cognitive end as cognitive_minutes,
    case when getvariable('modalities_told') then behavioural end as behavioural_minutes,
    case when getvariable('modalities_told') then motivational end as motivational_minutes,
    case when getvariable('modalities_told') then psychodynamic end as psychodynamic_minutes,
    case
        when not getvariable('modalities_told') then 'SUPPRESSED'
        when coalesce(cognitive, behavioural, motivational, psychodynamic) is not null then null
        when outcome = 'COMPLETED' then 'UNKNOWN'
        else 'NOT_DUE'
    end as modality_missing,
    case when getvariable('level') = 0 then reschedules end as reschedules,
    case when getvariable('level') = 0 then cancelled_by end as cancelled_by,
    case when getvariable('level') = 0 then notice_hours end as notice_hours,
    deviations,
    verdict(findings, backfill, deviations) as verdict, nullif(findings, '') as findings,
    verdict(findings_under, backfill, deviations) as verdict_under, nullif(findings_under, '') as findings_under,
    case when findings is null then 'NOT_DUE' end as verdict_missing,
    therapist = primary_therapist as usual_therapist, place = usual_place as usual_place,
    case when attended then therapist = therapist_before end as same_therapist,
    case when attended then place = place_before end as same_place,
    expressions
from counted
where getvariable('level') < 3 or outcome = 'COMPLETED'
order by subject_id, start_day, session_id;

create table expression as
select expression_id, subject_id, episode_id, session_id,
    coalesce(number, 1)::integer as nth, event.day, technique, proposed_by, purposes as purpose, product, outside_catalogue,
    feeling, case when feeling is null then 'UNKNOWN' end as feeling_missing,
    before as strength_before,
    case when before is null then case when feeling is null then 'NOT_DUE' else 'UNKNOWN' end end as before_missing,
    after as strength_after,
    case when after is null then case when feeling is null then 'NOT_DUE' else 'UNKNOWN' end end as after_missing
from event
    join (select expression, alias(expression) as expression_id from event_out where expression is not null)
        using (expression_id)
    left join feeling_told using (expression)
order by subject_id, day, expression_id, nth;

create table survival as
with mine as (
    select episode_kept.*, subject_id, day0, client_kept.legal_status, client_kept.jurisdiction,
        coalesce(last_attended_day, opened_day) as last_seen,
        row_number() over (partition by subject_id order by opened_at, episode)::integer as nth
    from episode_kept
        join released using (client, episode)
        join person using (client)
        join client_kept using (client)
), ended as (
    select *,
        case
            when discharge_reason = 'DROPPED_OUT' then 'DROPOUT'
            when discharge_reason is not null then discharge_reason
            when datediff('day', last_seen, getvariable('data_end')) > getvariable('dropout_days') then 'DROPOUT'
            else 'CENSORED'
        end as status
    from mine
), timed as (
    select *,
        -- the day on which the data end would date whoever is still in treatment then
        greatest(opened_day, case when status in ('DROPOUT', 'CENSORED') then last_seen else discharged_day end)
            as end_day
    from ended
)
select alias(episode) as episode_id, subject_id, days(day0, opened_day) as start_day, days(day0, end_day) as end_day,
    days(opened_day, end_day) as time_days, status, status = 'DROPOUT' as dropout,
    discharge_reason, case when discharge_reason is null then 'NOT_DUE' end as discharge_missing,
    nth,
    told_service_type(service_type) as service_type, told_referral_source(referral_source) as referral_source,
    told_jurisdiction(jurisdiction) as jurisdiction, told_legal_status(legal_status) as legal_status,
    told_admission_year(case when nth = 1 then year(opened_day) end)::integer as admission_year,
    told_sessions_band(sessions_band(attended)) as sessions_band,
    told_modality(delivered[1]) as primary_modality,
    case
        when not getvariable('modalities_told') then 'SUPPRESSED'
        when delivered is null then 'UNKNOWN'
    end as modality_missing,
    case when getvariable('level') < 3 then booked end as sessions_booked, attended as sessions_attended,
    case when getvariable('level') = 0 then no_shows end as no_shows,
    case when getvariable('level') = 0 then cancellations end as cancellations,
    days(day0, last_attended_day) as last_attended_day,
    length_unit, length_value,
    case when length_unit is null then case when attended < 2 then 'NOT_DUE' else 'NOT_ASKED' end end as length_missing
from timed
order by subject_id, start_day, episode_id;
