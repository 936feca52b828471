-- The event log: each event with its time and all it is about, each object with what it is a part of.

create table ocel_event as
with timed as (
    select *,
        case when occurred_at is not null then occurred_at
            -- no date is told: days are counted from the beginning of 1970, and the order of a day in seconds
            else timestamp '1970-01-01' + to_days(day)
                + to_seconds(row_number() over (partition by subject_id, day order by nth))
        end as told_at
    from event
), related as (
    select event_id, string_agg(object_id || ' ' || qualifier, ',' order by qualifier, object_id) as relationships
    from e2o group by event_id
)
select timed.* exclude (told_at), strftime(told_at, '%Y-%m-%d %H:%M:%S') as ocel_time, relationships
from timed join related using (event_id)
order by subject_id, nth;

create table ocel_object as
select object.* exclude (part_of), case when part_of in (select object_id from object) then part_of end as part_of
from object
order by object_type, object_id;
