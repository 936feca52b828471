-- The timeline's words have changed; it is made again from the history.
truncate timeline_1;
delete from token_entry where processor_name = 'timeline-1';
