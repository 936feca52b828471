package org.anamnesis.standalone;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A long history, written straight into the table: many clients who come every week. In each week each has the next
 * session booked, this week's held, cancelled or missed, and an expression recorded. Texts are sealed in form only.
 */
final class SeededHistory {

    private static final int PART = 50_000;
    private static final int CLIENTS = 500;

    private SeededHistory() {}

    /** Writes so many events, as the owner of the tables. */
    static void write(JdbcClient owner, int events) {
        owner.sql("insert into history.installation (clinic) values (gen_random_uuid()) on conflict do nothing")
                .update();
        for (int from = 0; from < events; from += PART) {
            owner.sql(INSERT)
                    .param("clients", CLIENTS)
                    .param("from", from)
                    .param("to", Math.min(events, from + PART) - 1)
                    .update();
        }
        owner.sql("analyze history.event").update();
    }

    private static final String INSERT = """
            insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type, type, revision,
                recorded_at, clinic, client, payload, metadata)
            select case kind when 2 then expression else session end,
                case kind when 1 then 1 else 0 end,
                md5('event' || n)::uuid,
                case kind when 2 then 'Expression' else 'Session' end,
                type, '1', now, clinic, client,
                convert_to((json_build_object('sessionId', session, 'clientId', client,
                    'occurred', json_build_object('at', to_char(now, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                        'zone', 'Europe/Berlin', 'precision', 'EXACT'),
                    'flags', '[]'::json)::jsonb
                    || case type
                        when 'SessionBooked' then jsonb_build_object(
                            'episodeId', md5('episode' || c)::uuid, 'format', 'INDIVIDUAL', 'purposes', '[]'::jsonb,
                            'limitMinutes', 60, 'backfill', false, 'grounds', grounds,
                            'deviations', '[]'::jsonb, 'appointment', jsonb_build_object(
                                'therapistId', md5('therapist' || c % 20)::uuid, 'placeId', md5('place' || c % 10)::uuid,
                                'slot', jsonb_build_object(
                                    'start', to_char(now + interval '7 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                                    'end', to_char(now + interval '7 days 50 minutes', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))))
                        when 'SessionCompleted' then jsonb_build_object(
                            'startedAt', to_char(now, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'minutes', 50,
                            'attendance', jsonb_build_array(jsonb_build_object('participant', client, 'attended', true)),
                            'delivered', jsonb_build_array(jsonb_build_object('modality', 'COGNITIVE', 'minutes', 50)))
                        when 'SessionCancelled' then jsonb_build_object(
                            'by', 'CLIENT', 'noticeHours', 30, 'reason', sealed)
                        when 'NoShowMarked' then jsonb_build_object('participant', client)
                        else jsonb_build_object(
                            'expressionId', expression, 'technique', 'EMPTY_CHAIR', 'catalogue', 'feelings@1',
                            'feelings', '[{"name": "anger", "before": 7, "after": 3}]'::jsonb, 'meaning', sealed,
                            'proposedBy', 'CLIENT', 'purpose', 'EXPRESSION', 'grounds', grounds)
                    end)::text, 'UTF8'),
                convert_to(json_build_object('actor', 'reception', 'clinic', clinic, 'requestId', md5('request' || n),
                    'role', 'reception', 'traceId', md5('trace' || n))::text, 'UTF8')
            from (
                select *, case kind when 0 then 'SessionBooked' when 2 then 'ExpressionRecorded' else coalesce(
                        (array['SessionCancelled', 'NoShowMarked'])[1 + (c + week) % 10], 'SessionCompleted') end as type,
                    md5('session' || c || '/' || week - case kind when 0 then 0 else 1 end)::uuid as session,
                    md5('expression' || n)::uuid as expression,
                    md5('client' || c)::uuid as client,
                    timestamptz '2020-01-06 08:00:00Z' + make_interval(weeks => week, secs => c * 60) as now,
                    (select clinic from history.installation) as clinic
                from (select n, n % 3 as kind, n / 3 % :clients as c, n / 3 / :clients + 1 as week
                    from generate_series(:from, :to) n) numbers) events,
                lateral (select jsonb_build_object('subject', client, 'protection', 'PART2', 'label', 'expression.meaning',
                    'ciphertext', (select string_agg(md5(client::text || i), '') from generate_series(1, 9) i))
                    as sealed) texts,
                lateral (select jsonb_agg(jsonb_build_object('check', 'SOME_CHECK_' || i,
                    'basis', 'what this rested on, in a few words, as of a certain day', 'ruleProfile', 'house@1',
                    'evidence', jsonb_build_array(md5('evidence' || c || i)::uuid))) as grounds
                    from generate_series(1, 8) i) evidence
            where week > 1 or kind = 0
            order by n""";
}
