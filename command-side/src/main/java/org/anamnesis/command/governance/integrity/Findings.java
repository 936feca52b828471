package org.anamnesis.command.governance.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.anamnesis.command.governance.integrity.IntegrityCommand.ReportDamage;
import org.anamnesis.command.governance.integrity.IntegrityCommand.ReportRollback;
import org.anamnesis.command.governance.integrity.IntegrityCommand.ReportWhole;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.RuleBooks;
import org.anamnesis.events.governance.DamageKind;
import org.anamnesis.events.governance.IntegrityId;
import org.anamnesis.events.governance.SealedLog;
import org.anamnesis.events.ledger.Inspection;
import org.anamnesis.events.ledger.Inspection.Finding;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.ledger.Traces;
import org.anamnesis.events.ledger.Witness;
import org.anamnesis.events.store.Installation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was found out about the history: put on record once, shown as health and as numbers, until it is mended. What is
 * on record already is asked of the history, whoever put it there.
 */
@Component("ledgerHealthIndicator")
final class Findings implements HealthIndicator, MeterBinder, ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Commands commands;
    private final Witness witness;
    private final Traces traces;
    private final JdbcClient sql;
    private final Installation installation;
    private final RuleBooks rules;
    private final Clock clock;
    private final Map<Log, List<Finding>> now = new ConcurrentHashMap<>();
    private final Map<Where, Told> told = new ConcurrentHashMap<>();

    Findings(
            Commands commands,
            Witness witness,
            @Qualifier("questions") DataSource questions,
            Installation installation,
            RuleBooks rules,
            Clock clock) {
        this.commands = commands;
        this.witness = witness;
        this.sql = JdbcClient.create(questions);
        this.traces = new Traces(sql);
        this.installation = installation;
        this.rules = rules;
        this.clock = clock;
    }

    /** Where something begins that is not as it was sealed. */
    private record Where(Log log, DamageKind kind, long position) {

        static Where of(Finding finding) {
            return new Where(finding.log(), finding.kind(), finding.position());
        }
    }

    /** What was told of it last, and on which day. */
    private record Told(Finding finding, LocalDate day) {}

    /** Takes in what a comparison has found. */
    void take(Log log, Inspection.Result result) {
        now.put(log, result.findings());
        var damaged = last(log, "HistoryFoundDamaged");
        var whole = last(log, "HistoryFoundWhole");
        result.findings().stream().filter(this::isNews).forEach(finding -> tell(finding, whole));
        if (result.findings().isEmpty() && damaged > whole) {
            LOG.warn("Everything in the ledger of {} is as it was sealed again.", log.written());
            told.keySet().removeIf(where -> where.log() == log);
            var moment = "whole:" + log + ":" + damaged;
            report(moment, new ReportWhole(id(moment), SealedLog.valueOf(log.name()), result.entries()));
        }
    }

    /** At which position it was last put on record that a log was found so; 0 if it never was. */
    private long last(Log log, String type) {
        return sql.sql("""
                        select coalesce(max(position), 0) from history.event
                        where client is null and aggregate_type = 'Integrity' and type = ?
                          and position(? in payload) > 0""")
                .params(type, ("\"log\":\"" + log + "\"").getBytes(UTF_8))
                .query(Long.class)
                .single();
    }

    /** What has grown is told again, but only once a day: telling it makes the log grow. */
    private boolean isNews(Finding finding) {
        var before = told.get(Where.of(finding));
        return before == null
                || (!before.finding().equals(finding) && !before.day().equals(today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void tell(Finding finding, long whole) {
        LOG.error(
                "The ledger of {} has found {} entries {} at positions {} to {}.",
                finding.log().written(),
                finding.entries(),
                finding.kind(),
                finding.position(),
                finding.until());
        var log = SealedLog.valueOf(finding.log().name());
        var since = "damage:" + finding + ":" + whole;
        report(
                since,
                new ReportDamage(
                        id(since), log, finding.kind(), finding.position(), finding.until(), finding.entries()));
        told.put(Where.of(finding), new Told(finding, today()));
    }

    /** Puts on record what was lost with a copy that was accepted at this start. */
    @Override
    public void run(ApplicationArguments arguments) {
        for (var loss : witness.losses()) {
            var witnessed = loss.witnessed();
            var start = "rolled-back:" + witnessed.log() + ":" + witnessed.signedAt() + ":" + loss.found();
            report(
                    start,
                    new ReportRollback(
                            id(start),
                            SealedLog.valueOf(witnessed.log().name()),
                            witnessed.size(),
                            witnessed.signedAt(),
                            loss.found()));
        }
    }

    /** Once, however many processes find the same. */
    private void report(String key, IntegrityCommand report) {
        commands.atStart(key, asked(), report);
    }

    private static IntegrityId id(String key) {
        return new IntegrityId(UUID.nameUUIDFromBytes(key.getBytes(UTF_8)));
    }

    private Asked asked() {
        return Asked.byThePractice(
                "watch",
                installation.clinic(),
                clock.instant(),
                installation.zone(),
                rules.of(installation.clinic())::at);
    }

    @Override
    public Health health() {
        var findings = now.values().stream()
                .flatMap(List::stream)
                .map(Finding::toString)
                .toList();
        var objections = witness.objections();
        var health = findings.isEmpty() && objections.isEmpty() && !isLate() ? Health.up() : Health.down();
        return health.withDetail("damage", findings)
                .withDetail("notWitnessed", objections)
                .withDetail("unsealedSeconds", unsealed(Log.EVENTS))
                .build();
    }

    private boolean isLate() {
        for (var log : Log.values()) {
            if (unsealed(log) > LATE.toSeconds()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (var log : Log.values()) {
            Gauge.builder("anamnesis.ledger.damaged.entries", this, all -> all.damaged(log))
                    .description("Entries that are not as they were sealed, as this process has found")
                    .tag("log", log.written())
                    .register(meters);
            Gauge.builder("anamnesis.ledger.unsealed.seconds", this, all -> all.unsealed(log))
                    .description("How long the oldest entry that is not sealed has been there")
                    .tag("log", log.written())
                    .register(meters);
        }
    }

    private double damaged(Log log) {
        return now.getOrDefault(log, List.of()).stream()
                .mapToLong(Finding::entries)
                .sum();
    }

    private double unsealed(Log log) {
        try {
            return traces.unsealed(log).toMillis() / 1e3;
        } catch (DataAccessException away) {
            return Double.NaN; // not known while the database is away
        }
    }
}
