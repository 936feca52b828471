-- measure: technique-sequences@1
-- title: Which technique follows which
-- about: From one expression of an episode to the next: how often a technique was followed by another, and with which probability.
with ordered as (
    select technique,
        lead(technique) over (partition by episode_id order by day, expression_id) as followed_by
    from (select distinct expression_id, episode_id, day, technique from expression where technique is not null)
)
select technique, followed_by, count(*) as times,
    round(count(*) / sum(count(*)) over (partition by technique), 3) as probability
from ordered
where followed_by is not null
group by technique, followed_by
order by technique, times desc, followed_by
