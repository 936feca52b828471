-- measure: feelings-by-technique@1
-- title: Strength of feelings before and after, by technique
-- about: Only feelings whose strength was told both before and after count.
-- plot: bars technique, mean_before, mean_after
select technique, count(*) as feelings, count(distinct subject_id) as clients,
    round(avg(strength_before), 2) as mean_before,
    round(avg(strength_after), 2) as mean_after,
    round(avg(strength_after - strength_before), 2) as mean_change
from expression
where strength_before is not null and strength_after is not null and technique is not null
group by technique
order by technique
