package org.anamnesis.query.support.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;

/**
 * A report as comma-separated values (RFC 4180): what it rests on and how it ended are lines that begin with {@code #}.
 * What a spreadsheet would take for a formula has an apostrophe before it.
 */
final class CsvSheet implements Sheet {

    private static final Pattern FORMULA = Pattern.compile("[=+@\t\r].*|-(?![0-9]).*", Pattern.DOTALL);

    private final Columns columns;
    private CsvWriter out = CsvWriter.builder().build(OutputStream.nullOutputStream(), UTF_8);

    CsvSheet(Definition<?> report) {
        this.columns = new Columns(report.row());
    }

    @Override
    public void begin(Header header, OutputStream stream) {
        out = CsvWriter.builder().build(stream, UTF_8);
        header.lines().forEach((name, value) -> out.writeComment(name + ": " + value));
        out.writeRecord(columns.names());
    }

    @Override
    public void row(ReportRow row) {
        out.writeRecord(columns.cells(row).stream().map(CsvSheet::harmless).toList());
    }

    @Override
    public void end(End end) throws IOException {
        out.writeComment("end: " + end.told());
        out.flush();
    }

    private static String harmless(String cell) {
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }
}
