-- Whom and what a receipt is about: its keyed hash of what was asked goes when they are erased.
alter table receipt add column about uuid[] not null default '{}';
update receipt set about = array[(told ->> 'follows')::uuid, (told ->> 'aggregate')::uuid]
from (select clinic, actor, key, convert_from(answer, 'UTF8')::jsonb told from receipt where answer is not null) answered
where receipt.clinic = answered.clinic and receipt.actor = answered.actor and receipt.key = answered.key;
create index receipt_about_idx on receipt using gin (about);
