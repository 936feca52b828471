package org.anamnesis.query.support.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** The words of reports for people, from a file. */
final class ReportTexts {

    private static final Properties TEXTS = new Properties();

    static {
        try (var in = Objects.requireNonNull(ReportTexts.class.getResourceAsStream("/texts/reports.properties"))) {
            TEXTS.load(new InputStreamReader(in, UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ReportTexts() {}

    static String title(Definition<?> report) {
        return get("title." + report.id());
    }

    /** What stands above a column. */
    static String column(String name) {
        return TEXTS.getProperty(
                "column." + name, name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT));
    }

    static String get(String key) {
        return Objects.requireNonNull(TEXTS.getProperty(key), key);
    }
}
