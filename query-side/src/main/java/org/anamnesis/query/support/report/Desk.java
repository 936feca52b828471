package org.anamnesis.query.support.report;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.anamnesis.events.Protection;
import org.anamnesis.events.governance.Scope;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.ledger.Checkpoint;
import org.anamnesis.events.ledger.Ledger;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.ledger.Witness;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.Freshness;
import org.anamnesis.query.support.Listing;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.RuleBooks;
import org.anamnesis.query.support.Span;
import org.anamnesis.query.support.report.Header.EventRange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers reports. What is asked is put on record together with each part, before that part leaves. What is sent whole is
 * told and sent some rows at a time, however many there are, and ends with words that say whether it is all there.
 */
@Component
public class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final int AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Ledger ledger;
    private final Witness witness;
    private final History history;
    private final RuleBooks rules;
    private final Freshness freshness;
    private final Readers readers;
    private final Installation installation;
    private final JsonMapper json;
    private final Clock clock;

    Desk(
            Ledger ledger,
            Witness witness,
            History history,
            RuleBooks rules,
            Freshness freshness,
            Readers readers,
            Installation installation,
            JsonMapper json,
            Clock clock) {
        this.ledger = ledger;
        this.witness = witness;
        this.history = history;
        this.rules = rules;
        this.freshness = freshness;
        this.readers = readers;
        this.installation = installation;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Answers a report: a part of it as JSON, or all of it straight into the response.
     *
     * @param asked what is asked besides the terms, e.g. {@code therapist=…&}; nothing personal
     * @param rows the rows after {@link Inquiry#after}, told one after the other as they are wanted
     * @return nothing where all has been sent
     */
    public <R extends ReportRow> @Nullable ReportPart<R> answer(
            Definition<R> report, Terms terms, String asked, Function<Inquiry, Stream<R>> rows) {
        return answer(report, terms, asked, readers.demandReport(report.id(), report.roles()), rows);
    }

    /** The same about one client, if one is named. */
    public <R extends ReportRow> @Nullable ReportPart<R> answer(
            Definition<R> report, Terms terms, @Nullable UUID client, Function<Inquiry, Stream<R>> rows) {
        return client == null
                ? answer(report, terms, "", rows)
                : answer(report, terms, "", readers.demandReport(report.id(), report.roles(), client, "client"), rows);
    }

    private <R extends ReportRow> @Nullable ReportPart<R> answer(
            Definition<R> report, Terms terms, String asked, Look look, Function<Inquiry, Stream<R>> rows) {
        var http = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        var response = requireNonNull(http.getResponse());
        var format = Format.read(terms.format());
        if (format.isCopy() && !look.mayCopy()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "The grant is for looking, not for copies. Ask without format, a part at a time.");
        }
        var most = Listing.limit(terms.limit() == null ? Listing.DEFAULT : terms.limit());
        var inquiry = inquiry(report, terms, look, http.getRequest());
        var header = header(report, inquiry, look);
        look.asks(report.name() + "?" + asked + "asOf=" + inquiry.asOf() + "&knownAt=" + inquiry.knownAt() + "&format="
                + format.written() + "&reportId=" + header.reportId());
        try (var told = rows.apply(inquiry).filter(inquiry.scope())) {
            return switch (format) {
                case JSON -> part(told, most, header, inquiry, response);
                case NDJSON -> sent(told, new NdjsonSheet(json), format, header, look, response);
                case CSV -> sent(told, new CsvSheet(report), format, header, look, response);
                case PDF -> sent(told, new PdfSheet(report), format, header, look, response);
            };
        }
    }

    private Inquiry inquiry(Definition<?> report, Terms terms, Look look, HttpServletRequest request) {
        var place = terms.cursor() == null ? null : Place.read(terms.cursor());
        var knownAt = place != null
                ? place.knownAt()
                : terms.knownAt() == null ? settled(report, request) : past("knownAt", terms.knownAt());
        var asOf = place != null ? place.asOf() : terms.asOf() == null ? knownAt : past("asOf", terms.asOf());
        var events = ledger.knownAt(Log.EVENTS, knownAt);
        var known = new Known(
                history, look.clinic(), events.map(Checkpoint::position).orElse(0L), asOf);
        return new Inquiry(
                look,
                known,
                asOf,
                knownAt,
                events.orElse(null),
                report.usesLooks()
                        ? ledger.knownAt(Log.LOOKS, knownAt)
                                .map(Checkpoint::position)
                                .orElse(0L)
                        : 0,
                rules.knownAt(look.clinic(), known.bound()),
                row -> isInScope(row, look),
                place == null ? null : place.after());
    }

    /** A time at which all is known that is there now. */
    private Instant settled(Definition<?> report, HttpServletRequest request) {
        var sealed = settled(Log.EVENTS, freshness.awaitHistory(request));
        var looks = report.usesLooks() ? settled(Log.LOOKS, ledger.bound(Log.LOOKS)) : sealed;
        return looks.isAfter(sealed) ? looks : sealed;
    }

    private Instant settled(Log log, long bound) {
        return bound == 0
                ? clock.instant().truncatedTo(ChronoUnit.MICROS)
                : ledger.awaitNext(log, bound, PATIENCE).signedAt();
    }

    private Instant past(String name, String written) {
        return Span.past(name, written, installation.zone(), clock.instant());
    }

    private Header header(Definition<?> report, Inquiry inquiry, Look look) {
        var sealed = inquiry.sealed();
        return new Header(
                UUID.randomUUID(),
                report.name(),
                ReportTexts.title(report),
                inquiry.rules().at(inquiry.asOf()).id(),
                inquiry.asOf(),
                inquiry.knownAt(),
                sealed == null ? null : new EventRange(1, sealed.position()),
                sealed == null ? null : sealed.note(),
                sealed == null ? null : witness.keeps(sealed).orElse(null),
                report.source(),
                look.actor(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null,
                Arrays.stream(Protection.values())
                        .filter(protection -> !look.opens(protection))
                        .toList());
    }

    /** A grant opens only what lies within its scope. */
    private boolean isInScope(ReportRow row, Look look) {
        return row.sumsUp() || look.scope().map(scope -> isInScope(row, scope)).orElse(true);
    }

    private boolean isInScope(ReportRow row, Scope scope) {
        var therapist = row.therapist() == null ? null : new TherapistId(row.therapist());
        var client = row instanceof ConcernsClient about && about.whose() != null ? new ClientId(about.whose()) : null;
        var took = row.took();
        return row.stands()
                ? scope.coversStanding(therapist, client)
                : scope.covers(
                        therapist,
                        client,
                        took == null ? null : took.atZone(installation.zone()).toLocalDate());
    }

    private <R extends ReportRow> ReportPart<R> part(
            Stream<R> told, int most, Header header, Inquiry inquiry, HttpServletResponse response) {
        var found = told.limit(most + 1L).toList();
        var shown = found.stream().limit(most).toList();
        if (found.size() <= most) {
            return new ReportPart<>(header.with(shown.size()), shown, null);
        }
        var next = new Place(inquiry.knownAt(), inquiry.asOf(), shown.getLast().key()).written();
        response.addHeader(HttpHeaders.LINK, Listing.linkTo(next));
        return new ReportPart<>(header.with(shown.size()), shown, next);
    }

    private <R extends ReportRow> @Nullable ReportPart<R> sent(
            Stream<R> told, Sheet sheet, Format format, Header header, Look look, HttpServletResponse response) {
        var rows = told.iterator();
        var count = 0L;
        var part = next(rows, true, look);
        try {
            response.setContentType(format.mediaType());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"" + header.fileName() + "." + format.written() + "\"");
            var out = response.getOutputStream();
            sheet.begin(header, out);
            String problem = null;
            while (problem == null && !part.isEmpty()) {
                for (var row : part) {
                    sheet.row(row);
                }
                count += part.size();
                try {
                    part = next(rows, false, look);
                } catch (RuntimeException broken) {
                    problem = broken instanceof Problem said ? said.getMessage() : "what comes then could not be told";
                    LOG.warn("a report was broken off: {}", broken.getClass().getName());
                }
            }
            sheet.end(new End(problem == null, count, problem));
            out.flush();
        } catch (IOException gone) {
            LOG.debug("whoever asked for a report has gone");
        } catch (Problem tooMuch) {
            response.reset(); // fails where something has been sent, and then it is no problem of the asker's
            throw tooMuch;
        }
        return null;
    }

    /** The next rows, put on record; that there are none only where there were none before. */
    private static <R extends ReportRow> List<R> next(Iterator<R> rows, boolean isFirst, Look look) {
        if (!look.isStillOpen()) {
            throw new Problem(ProblemType.FORBIDDEN, "the grant has ended");
        }
        var part = new ArrayList<R>();
        while (part.size() < AT_ONCE && rows.hasNext()) {
            part.add(rows.next());
        }
        if (isFirst || !part.isEmpty()) {
            look.record(part);
        }
        return part;
    }
}
