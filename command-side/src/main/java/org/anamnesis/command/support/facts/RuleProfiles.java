package org.anamnesis.command.support.facts;

import static org.anamnesis.command.support.facts.Columns.instant;
import static org.anamnesis.command.support.facts.Columns.instantIfAny;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.anamnesis.command.support.RuleBooks;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.governance.RuleDocument;
import org.anamnesis.events.governance.RuleProfileEvent;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfileAdopted;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfileEnded;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfilePublished;
import org.anamnesis.events.governance.RuleProfileId;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.rules.RuleBook.Effect;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.schema.ShippedRules;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which documents of rules clinics go by. Every command needs them and they hardly ever change, so they are kept, and
 * each command only asks, before its transaction, whether the last change is still the same: one look at an index. No
 * lock is taken, which all commands would share: a command that runs while rules are being published is judged by the
 * old ones or by the new ones, and its grounds say by which.
 */
@Component
public class RuleProfiles implements FactTable, RuleBooks {

    private final JdbcClient sql;
    private final EventSerializer json;
    private final RuleBook nothingChosen = RuleBook.of(ShippedRules.documents());
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    RuleProfiles(@Qualifier("commands") JdbcClient sql, EventSerializer json) {
        this.sql = sql;
        this.json = json;
    }

    /** Rules as they stood after a change. */
    private record Known(long changed, RuleBook book) {}

    @Override
    public RuleBook of(UUID clinic) {
        var changed = sql.sql("select coalesce(max(changed), 0) from history.fact_rule_profile where clinic = ?")
                .param(clinic)
                .query(Long.class)
                .single();
        if (changed == 0) {
            return nothingChosen;
        }
        var before = known.get(clinic);
        if (before != null && before.changed == changed) {
            return before.book;
        }
        var now = read(clinic);
        known.put(clinic, now);
        return now.book;
    }

    /** The same, and nobody else changes them until the decision is stored; so changes become visible in their order. */
    public RuleBook alone(UUID clinic) {
        sql.sql("select pg_advisory_xact_lock(hashtext('rules'), hashtext(?))")
                .param(clinic.toString())
                .query((row, i) -> 1)
                .single();
        return read(clinic).book;
    }

    private Known read(UUID clinic) {
        var changed = new long[1];
        var effects = sql.sql("""
                        select rule_profile_id, document, effective_from, effective_to, changed
                        from history.fact_rule_profile where clinic = ? order by position, rule_profile_id""")
                .param(clinic)
                .query((row, i) -> {
                    changed[0] = Math.max(changed[0], row.getLong("changed"));
                    return new Effect(
                            new RuleProfileId(row.getObject("rule_profile_id", UUID.class)),
                            json.getObjectMapper().readValue(row.getString("document"), RuleDocument.class),
                            instant(row, "effective_from"),
                            instantIfAny(row, "effective_to"));
                })
                .list();
        return new Known(changed[0], RuleBook.of(nothingChosen.shipped(), effects));
    }

    @Override
    public String table() {
        return "fact_rule_profile";
    }

    @Override
    public void note(Recorded<?> recorded) {
        if (!(recorded.event() instanceof RuleProfileEvent event)) {
            return;
        }
        switch (event) {
            case RuleProfilePublished published ->
                begin(recorded, published.ruleProfileId(), published.document(), published.effectiveFrom());
            case RuleProfileAdopted adopted ->
                begin(recorded, adopted.ruleProfileId(), adopted.document(), adopted.effectiveFrom());
            case RuleProfileEnded ended ->
                sql.sql("update history.fact_rule_profile set effective_to = ?, changed = ? where rule_profile_id = ?")
                        .params(
                                ended.effectiveTo().atOffset(ZoneOffset.UTC),
                                recorded.position(),
                                ended.ruleProfileId().value())
                        .update();
        }
    }

    private void begin(Recorded<?> recorded, RuleProfileId id, RuleDocument document, Instant from) {
        sql.sql("""
                        insert into history.fact_rule_profile
                            (clinic, rule_profile_id, document, effective_from, position, changed, event_id)
                        values (?, ?, cast(? as jsonb), ?, ?, ?, ?)""")
                .params(
                        recorded.clinic(),
                        id.value(),
                        json.getObjectMapper().writeValueAsString(document),
                        from.atOffset(ZoneOffset.UTC),
                        recorded.position(),
                        recorded.position(),
                        recorded.eventId())
                .update();
    }
}
