package org.anamnesis.query.support.report;

import static java.util.stream.Collectors.joining;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.anamnesis.events.web.Problem;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A report to be read and kept: paged, tagged for those who have it read to them, with its seal at the end. Columns in which
 * nothing stands are left out; the evidence stands below each row.
 */
final class PdfSheet implements Sheet {

    private static final int MOST = 2000;
    private static final String FONT = "Liberation Sans";
    private static final String EVIDENCE = "evidence";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'", Locale.ROOT);
    private static final String STYLE = """
            @page { size: A4 landscape; margin: 15mm 12mm 18mm 12mm;
                @bottom-left { content: "REPORT"; font: 7pt 'Liberation Sans'; }
                @bottom-right { content: counter(page) " / " counter(pages); font: 7pt 'Liberation Sans'; } }
            body { font: 7pt 'Liberation Sans'; }
            h1 { font-size: 14pt; } h2 { font-size: 10pt; page-break-after: avoid; }
            table { width: 100%; border-collapse: collapse; -fs-table-paginate: paginate; }
            th, td { padding: 1.5pt 3pt; text-align: left; vertical-align: top; word-wrap: break-word; }
            thead th { background: #eee; border-bottom: 0.5pt solid #000; } tr { page-break-inside: avoid; }
            .row td { border-top: 0.3pt solid #888; } .evidence td { color: #555; font-size: 5.5pt; }
            .about th { width: 30mm; }""";

    static {
        XRLog.setLoggingEnabled(false); // it tells of each step, past the log
    }

    private final Columns columns;
    private final List<List<String>> rows = new ArrayList<>();
    private OutputStream out = OutputStream.nullOutputStream();
    private @Nullable Header header;

    PdfSheet(Definition<?> report) {
        this.columns = new Columns(report.row());
    }

    @Override
    public void begin(Header about, OutputStream stream) {
        header = about;
        out = stream;
    }

    @Override
    public void row(ReportRow row) {
        if (rows.size() == MOST) {
            throw Problem.malformed(
                    "format", "a PDF holds " + MOST + " rows at the most; ask for less, or for csv or ndjson");
        }
        rows.add(columns.values(row).stream().map(PdfSheet::words).toList());
    }

    @Override
    public void end(End end) throws IOException {
        new PdfRendererBuilder()
                .usePdfUaAccessibility(true)
                .useFont(PdfSheet::font, FONT)
                .withProducer("Anamnesis")
                .withHtmlContent(html(Objects.requireNonNull(header), end), null)
                .toStream(out)
                .run();
    }

    private String html(Header about, End end) {
        var title = escaped(about.definition() + " " + about.title());
        return "<html lang=\"en\"><head><title>" + title + "</title><meta name=\"subject\" content=\"" + title
                + "\"/><style>" + STYLE.replace("REPORT", about.definition() + " " + about.reportId())
                + "</style></head><body><h1>" + title + "</h1><table class=\"about\">"
                + about.lines().entrySet().stream()
                        .map(line -> "<tr><th scope=\"row\">" + escaped(line.getKey()) + "</th><td>"
                                + escaped(line.getValue()) + "</td></tr>")
                        .collect(joining())
                + "</table><h2>" + ReportTexts.get("pdf.rows") + "</h2>" + table() + "<p>" + escaped(end.told())
                + "</p><h2>"
                + ReportTexts.get("pdf.seal") + "</h2><p>" + ReportTexts.get("pdf.verify") + "</p></body></html>";
    }

    private String table() {
        var names = columns.names();
        var evidence = names.indexOf(EVIDENCE);
        var shown = IntStream.range(0, names.size())
                .filter(i -> i != evidence
                        && rows.stream().anyMatch(row -> !row.get(i).isEmpty()))
                .toArray();
        return rows.isEmpty()
                ? ""
                : "<table><thead>"
                        + row("row", "th scope=\"col\"", "th", shown, i -> ReportTexts.column(names.get(i)))
                        + "</thead><tbody>"
                        + rows.stream()
                                .map(cells -> row("row", "td", "td", shown, cells::get)
                                        + (evidence < 0
                                                ? ""
                                                : "<tr class=\"evidence\"><td colspan=\"" + shown.length + "\">"
                                                        + ReportTexts.column(EVIDENCE) + ": "
                                                        + escaped(cells.get(evidence)) + "</td></tr>"))
                                .collect(joining())
                        + "</tbody></table>";
    }

    private static String row(String kind, String open, String close, int[] shown, IntFunction<String> cell) {
        return IntStream.of(shown)
                .mapToObj(i -> "<" + open + ">" + escaped(cell.apply(i)) + "</" + close + ">")
                .collect(joining("", "<tr class=\"" + kind + "\">", "</tr>"));
    }

    /** As people read it. */
    private static String words(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return switch (value) {
            case Collection<?> all -> all.stream().map(PdfSheet::words).collect(joining("; "));
            case Instant at -> MINUTE.format(at.atZone(ZoneOffset.UTC));
            case Enum<?> code -> code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case Boolean yes -> yes ? "yes" : "no";
            default -> value.toString();
        };
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static InputStream font() {
        return Objects.requireNonNull(
                PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"));
    }
}
