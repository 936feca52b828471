-- Words that other statements use.

create macro alias(id) as left(replace(id::varchar, '-', ''), 20);

create macro moment(happened, offset_minutes, shift) as
    case getvariable('profile')
        -- by the clock on the wall: in UTC, the hour would change where summer time begins, and so tell the shift
        when 'EXPERT' then date_trunc('minute', happened) + to_minutes(offset_minutes) + to_days(shift)
        when 'LIMITED' then happened
    end;

create macro told_findings(findings) as
    case
        when getvariable('profile') = 'LIMITED' then findings
        -- which days lie in one month would tell which days they are
        else trim(replace(replace(findings, 'MONTH_TOO_SHORT', ''), '  ', ' '))
    end;

create macro days(day0, day) as datediff('day', day0, day)::integer;

create macro sessions_band(attended) as
    case
        when attended <= 3 then '0-3'
        when attended <= 8 then '4-8'
        when attended <= 16 then '9-16'
        else '17+'
    end;

create macro verdict(findings, backfill, deviations) as
    case
        when findings <> '' then 'NON_CONFORMANT'
        when findings is null then null
        when backfill then 'NOT_ASSESSABLE' -- whether it was booked beforehand nobody can tell
        when deviations is null then 'CONFORMS'
        else 'DEVIATION_JUSTIFIED'
    end;
