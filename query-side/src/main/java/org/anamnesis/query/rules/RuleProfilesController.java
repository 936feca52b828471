package org.anamnesis.query.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.governance.RuleDocument;
import org.anamnesis.events.governance.RuleLayer;
import org.anamnesis.events.governance.RuleProfileEvent;
import org.anamnesis.events.rules.Rule;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.rules.RuleBook.Effect;
import org.anamnesis.events.rules.RuleProfile;
import org.anamnesis.events.rules.Ruling;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Problem;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.RuleBooks;
import org.anamnesis.query.support.Span;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers which rules a practice goes by, where each comes from, and which it could go by. */
@RestController
class RuleProfilesController {

    private final RuleBooks books;
    private final History history;
    private final Freshness freshness;
    private final Readers readers;
    private final Installation installation;
    private final Clock clock;

    RuleProfilesController(
            RuleBooks books,
            History history,
            Freshness freshness,
            Readers readers,
            Installation installation,
            Clock clock) {
        this.books = books;
        this.history = history;
        this.freshness = freshness;
        this.readers = readers;
        this.installation = installation;
        this.clock = clock;
    }

    /** All documents, what they come to, and what can be ruled. */
    record RuleProfiles(List<RuleProfileItem> items, EffectiveRules effective, List<KnownRule> rules) {}

    /**
     * A document of rules. One that was chosen several times is there several times.
     *
     * @param profile its name and version, e.g. {@code house@1}
     * @param shipped whether it came with the software
     * @param ruleProfileId by which its end can be told; none where nobody has chosen it
     * @param effectiveFrom the first moment at which it holds
     * @param effectiveTo the first moment at which it no longer does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleProfileItem(
            String profile,
            String name,
            int version,
            RuleLayer layer,
            @Nullable String title,
            @Nullable Jurisdiction jurisdiction,
            boolean shipped,
            @Nullable UUID ruleProfileId,
            @Nullable Instant effectiveFrom,
            @Nullable Instant effectiveTo,
            Map<String, Object> parameters,
            Map<String, String> sources,
            List<String> overrides) {

        static RuleProfileItem of(RuleDocument document, @Nullable Effect effect, boolean shipped) {
            return new RuleProfileItem(
                    document.id(),
                    document.name(),
                    document.version(),
                    document.layer(),
                    document.title(),
                    document.jurisdiction(),
                    shipped,
                    effect == null ? null : effect.ruleProfileId().value(),
                    effect == null ? null : effect.from(),
                    effect == null ? null : effect.to(),
                    document.parameters(),
                    document.sources(),
                    document.overrides());
        }
    }

    /**
     * What holds at a moment.
     *
     * @param id as grounds name it
     */
    record EffectiveRules(Instant at, String id, List<EffectiveRule> rules) {

        static EffectiveRules of(RuleProfile profile, Instant at) {
            return new EffectiveRules(
                    at,
                    profile.id(),
                    profile.rulings().stream().map(EffectiveRule::of).toList());
        }
    }

    /**
     * One rule that holds.
     *
     * @param profiles the documents that make it so
     * @param sources what it goes back to
     */
    record EffectiveRule(String name, Object value, List<String> profiles, List<String> sources) {

        static EffectiveRule of(Ruling<?> ruling) {
            return new EffectiveRule(
                    ruling.rule().name(),
                    ruling.value(),
                    ruling.documents().stream().map(RuleDocument::id).toList(),
                    ruling.sources());
        }
    }

    /**
     * A rule that a document may set.
     *
     * @param meaning what it says, in a few words
     * @param expected how it is to be written
     */
    record KnownRule(String name, String meaning, String expected) {

        static KnownRule of(Rule<?> rule) {
            return new KnownRule(rule.name(), rule.meaning(), rule.expected());
        }
    }

    /**
     * The documents that came with the software, chosen or not, those that the practice published, and what they come to.
     *
     * @param effective at which moment; now if absent
     */
    @GetMapping("/api/v1/rule-profiles")
    RuleProfiles ruleProfiles(@RequestParam(required = false) @Nullable String effective, HttpServletRequest request) {
        var clinic = readers.demand(Readers.SCHEDULE).clinic();
        var at = effective == null ? clock.instant() : Span.instant("effective", effective, installation.zone());
        var book = books.knownAt(clinic, freshness.awaitHistory(request));
        return new RuleProfiles(
                items(book),
                EffectiveRules.of(book.at(at), at),
                Rule.all().stream().map(KnownRule::of).toList());
    }

    /** One document that was chosen; its ETag is what {@code If-Match} asks for. */
    @GetMapping("/api/v1/rule-profiles/{ruleProfileId}")
    ResponseEntity<RuleProfileItem> ruleProfile(@PathVariable UUID ruleProfileId) {
        var clinic = readers.demand(Readers.SCHEDULE).clinic();
        var events = history.ofAggregate(clinic, ruleProfileId);
        var book = books.knownAt(clinic, 0);
        for (var recorded : events) {
            if (recorded.event() instanceof RuleProfileEvent event) {
                book = book.after(event);
            }
        }
        if (book.effects().isEmpty()) {
            throw Problem.unknown("ruleProfileId");
        }
        return ResponseEntity.ok()
                .eTag(String.valueOf(events.getLast().sequence()))
                .body(item(book, book.effects().getFirst()));
    }

    private static List<RuleProfileItem> items(RuleBook book) {
        var chosen = book.effects().stream().map(effect -> item(book, effect)).toList();
        return Stream.concat(
                        book.shipped().stream()
                                .filter(document -> chosen.stream()
                                        .noneMatch(each -> each.profile().equals(document.id())))
                                .map(document -> RuleProfileItem.of(document, null, true)),
                        chosen.stream())
                .toList();
    }

    private static RuleProfileItem item(RuleBook book, Effect effect) {
        var document = effect.document();
        return RuleProfileItem.of(document, effect, book.shipped(document.id()).isPresent());
    }
}
