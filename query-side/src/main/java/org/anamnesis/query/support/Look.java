package org.anamnesis.query.support;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.anamnesis.events.Protection;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.access.Access.Permitted;
import org.anamnesis.events.access.AccessLog;
import org.anamnesis.events.governance.Scope;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;

/** A look that somebody may take. What it shows of clients is put on record before it is answered. */
public final class Look {

    /** The header of an answer that was given only because the glass was broken. */
    static final String BREAK_GLASS = "Break-Glass";

    private final Actor actor;
    private final @Nullable UUID client;
    private final @Nullable Set<UUID> among;
    private final @Nullable UUID brokenGlass;
    private final BiPredicate<Protection, Boolean> opens;
    private final Vault vault;
    private final AccessLog log;
    private final @Nullable UnderGrant grant;
    private AccessLog.Look told;
    private boolean isAskedOnRecord;

    Look(
            Actor actor,
            Permitted permitted,
            @Nullable UUID client,
            @Nullable Set<UUID> among,
            @Nullable UUID brokenGlass,
            @Nullable UnderGrant grant,
            BiPredicate<Protection, Boolean> opens,
            Vault vault,
            AccessLog log,
            BiFunction<Permitted, @Nullable UUID, AccessLog.Look> told) {
        this.actor = actor;
        this.client = client;
        this.among = among;
        this.brokenGlass = permitted.isByBreakGlass() ? brokenGlass : null;
        this.grant = grant;
        this.opens = opens;
        this.vault = vault;
        this.log = log;
        this.told = told.apply(permitted, this.brokenGlass);
    }

    public UUID clinic() {
        return actor.clinic();
    }

    /** Who looks. */
    public String actor() {
        return actor.id();
    }

    /** Whether somebody takes it who has one of these roles. */
    public boolean isBy(Set<Role> roles) {
        return !Collections.disjoint(actor.roles(), roles);
    }

    /** Whether it opens texts of a class. */
    public boolean opens(Protection protection) {
        return opens.test(protection, false);
    }

    /** Under which breaking of the glass it is permitted, if it is only because of that. */
    Optional<UUID> brokenGlass() {
        return Optional.ofNullable(brokenGlass);
    }

    /** Whose records a list may show; all of the clinic's if empty. */
    public Optional<Set<UUID>> among() {
        return Optional.ofNullable(among);
    }

    /** Whether a list may show something of a client, whatever it is. */
    public boolean sees(UUID whose) {
        return (among == null || among.contains(whose))
                && (grant == null || grant.scope().covers(null, new ClientId(whose), null));
    }

    /** What of a report it may show; all of it if empty. */
    public Optional<Scope> scope() {
        return Optional.ofNullable(grant).map(UnderGrant::scope);
    }

    /** Whether what it shows may be taken along. */
    public boolean mayCopy() {
        return grant == null || grant.mayCopy();
    }

    /** Whether it may go on, for answers that take long: cheap enough to be asked before every part. */
    public boolean isStillOpen() {
        return grant == null || grant.isStillOpen().getAsBoolean();
    }

    /**
     * Says what is asked, to be put on record with each part of the answer.
     *
     * @param what in canonical form, e.g. the report's version, its clocks and its scope; nothing personal
     */
    public void asks(String what) {
        told = told.asking(what);
    }

    /** Somebody's words, if they are of a class that this look opens. */
    public @Nullable String words(@Nullable Sealed text, UUID aggregate) {
        return text == null || !opens.test(text.protection(), false) ? null : vault.open(text, aggregate);
    }

    /** Somebody's words, if they are the asker's own or of a class that this look opens. */
    public @Nullable String wordsBy(String author, Sealed text, UUID aggregate) {
        return opens.test(text.protection(), actor.id().equals(author)) ? vault.open(text, aggregate) : null;
    }

    /** Puts it on record that an answer is about to leave, unless what is in it was put there before, part by part. */
    void record(Object body) {
        if (!isAskedOnRecord) {
            record(body instanceof Items answer ? answer.items() : List.of(body));
        }
    }

    /** Puts it on record that so many rows are about to leave: for each client they show, and for a report as such. */
    public void record(Collection<?> rows) {
        if (told.asked() != null) {
            log.record(told, rows.size());
            isAskedOnRecord = true;
        }
        var clients = client == null
                ? rows.stream()
                        .filter(ConcernsClient.class::isInstance)
                        .map(row -> ((ConcernsClient) row).whose())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()
                : List.of(client);
        if (!clients.isEmpty()) {
            log.record(told, clients, rows.size());
        }
    }
}
