package org.anamnesis.query.support;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.anamnesis.events.Dated;
import org.anamnesis.events.Deviation;
import org.anamnesis.events.Id;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.Sealed;
import org.anamnesis.query.support.Told.Quote;

/** Tells events in words, by the file {@code texts/events.properties}. What people said themselves stays sealed. */
public final class Teller {

    private static final Texts TEXTS = Texts.of("/texts/events.properties");

    private Teller() {}

    /** An event in words. */
    public static Told tell(Recorded<?> recorded) {
        if (!(recorded.event() instanceof Record event)) {
            return Told.that(recorded.type());
        }
        var zone = event instanceof Dated dated ? dated.occurred().zone() : ZoneOffset.UTC;
        var reason = TEXTS.line(event, "reason").map(part -> (Sealed) TEXTS.part(event, part));
        return new Told(
                TEXTS.tell(event, zone).orElseGet(recorded::type),
                TEXTS.tell(event, "before", zone).orElse(null),
                TEXTS.tell(event, "after", zone).orElse(null),
                reason.orElse(null),
                quotes(event, reason));
    }

    /** What is noted of an event, or stands against a decision, in words. */
    public static String flag(String code) {
        return TEXTS.word("flag", code);
    }

    /** What a decision rested on, in words. */
    public static String check(String check) {
        return TEXTS.word("check", check);
    }

    /** What departed from what was agreed, in words. */
    public static String deviation(String code) {
        return TEXTS.word("deviation", code);
    }

    private static List<Quote> quotes(Record event, Optional<Sealed> reason) {
        var quotes = new ArrayList<Quote>();
        TEXTS.values(event).stream()
                .filter(value -> reason.isEmpty() || !value.equals(reason.get()))
                .forEach(value -> collect(value, quotes));
        return quotes;
    }

    private static void collect(Object value, List<Quote> quotes) {
        switch (value) {
            case Sealed words -> quotes.add(new Quote(TEXTS.word("said", words.label()), words));
            case Deviation deviation -> quotes.add(new Quote(deviation(deviation.code()), deviation.reason()));
            case Collection<?> all -> all.forEach(each -> collect(each, quotes));
            case Id id -> {}
            case Record record -> TEXTS.values(record).forEach(each -> collect(each, quotes));
            default -> {}
        }
    }
}
