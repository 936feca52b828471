package org.anamnesis.query.support.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A report as lines of JSON: first a {@code header}, then an {@code item} for each row, last an {@code end}. */
final class NdjsonSheet implements Sheet {

    private final JsonMapper json;
    private OutputStream out = OutputStream.nullOutputStream();

    NdjsonSheet(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void begin(Header header, OutputStream stream) throws IOException {
        out = stream;
        line("header", header);
    }

    @Override
    public void row(ReportRow row) throws IOException {
        line("item", row);
    }

    @Override
    public void end(End end) throws IOException {
        line("end", end);
    }

    private void line(String what, Object value) throws IOException {
        out.write(json.writeValueAsBytes(Map.of(what, value)));
        out.write('\n');
    }
}
